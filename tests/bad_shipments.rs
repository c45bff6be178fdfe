//! Every realistic bad input of codes, countries, dates, amounts and structure, one row a case.

#![expect(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by panicking")]

use cocket::diagnostic::{Diagnostic, Place, Severity};
use cocket::shipment::{
    CodeValue, DeclaredFact, DeclaredScheme, Dictionary, FactKind, FactValue, Shipment, Tree, read,
};
use cocket::vocab::{FactOf, Unit};
use cocket::wire::json::read_trees;

fn tree(json: &str) -> Tree {
    read_trees(json.as_bytes(), "test").unwrap().remove(0)
}

fn dictionary() -> Dictionary {
    let mut dictionary = Dictionary::new();
    let mut fact = |name: &str, of, kind| {
        dictionary.add_fact(DeclaredFact { name: name.to_owned(), of, kind, ask: None });
    };
    let choices = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    fact("medical-device", FactOf::Line, FactKind::YesNo);
    fact("notice-filed", FactOf::Shipment, FactKind::YesNo);
    fact("strictly-necessary", FactOf::Line, FactKind::Asserted { by: "board".to_owned() });
    fact("knowledge", FactOf::Shipment, FactKind::OneOf(choices(&["none", "suspects", "unable-to-determine"])));
    fact("red-flags", FactOf::Line, FactKind::AnyOf(choices(&["odd-route", "use-withheld"])));
    fact("displacement", FactOf::Line, FactKind::Quantity(Unit::from_symbol("cc").unwrap()));
    fact("port-of-call", FactOf::Shipment, FactKind::Country);
    fact("licence-fee", FactOf::Shipment, FactKind::Money);
    fact("filed-on", FactOf::Shipment, FactKind::Date);
    fact("state-owned", FactOf::Party, FactKind::YesNo);
    fact("reported", FactOf::Event, FactKind::YesNo);
    dictionary.add_screening("orchid-register");
    dictionary.add_licence("pump-licence");
    dictionary.add_event("export-made");
    dictionary.add_scheme(DeclaredScheme { name: "ORCHID-LIST".to_owned(), ask: None });
    dictionary
}

fn read_json(json: &str) -> (Option<Shipment>, Vec<Diagnostic>) {
    read(&tree(json), "test", &dictionary())
}

/// A shipment whose one line has these fields.
fn with_line(fields: &str) -> String {
    format!(r#"{{"format": "shipment/1", "id": "S", "lines": [{{"line": "1", {fields}}}]}}"#)
}

/// A shipment with these fields.
fn with(fields: &str) -> String {
    format!(r#"{{"format": "shipment/1", "id": "S", {fields}, "lines": [{{"line": "1"}}]}}"#)
}

fn with_code(scheme: &str, value: &str) -> String {
    with_line(&format!(r#""codes": [{{"scheme": "{scheme}", "value": {value}}}]"#))
}

fn pointer(diagnostic: &Diagnostic) -> &str {
    match &diagnostic.place {
        Place::Pointer { pointer, .. } => pointer,
        Place::Text(_) => panic!("a shipment's message points into its tree"),
    }
}

/// The whole message: code, pointer, cause, help.
fn shown(diagnostic: &Diagnostic) -> String {
    let help = diagnostic.help.clone().unwrap_or_default();
    format!("{} {}: {}; {help}", diagnostic.code.0, pointer(diagnostic), diagnostic.message)
}

/// Exactly one message, with that code, at that place, and with those words in it.
#[track_caller]
fn check(row: &str, json: &str, code: &str, at: &str, words: &[&str]) {
    let (shipment, found) = read_json(json);
    let all: Vec<String> = found.iter().map(shown).collect();
    let [only] = found.as_slice() else { panic!("row {row}: {json}\n{all:#?}") };
    assert_eq!((only.code.0, pointer(only)), (code, at), "row {row}: {json}\n{all:#?}");
    assert_eq!(shipment.is_none(), only.severity() == Severity::Error, "row {row}: {json}");
    let text = shown(only);
    for word in words {
        assert!(text.contains(word), "row {row}: `{word}` is not in: {text}");
    }
    assert!(only.help.is_some(), "row {row}: no help: {text}");
    let lower = only.message.chars().next().is_some_and(|c| !c.is_ascii_uppercase());
    assert!(lower && !only.message.ends_with('.'), "row {row}: the message is not in the house style: {text}");
}

const VALUE: &str = "/lines/0/codes/0/value";

#[test]
fn codes_that_are_refused() {
    for (row, scheme, value, code, words) in [
        ("1 leading zero", "HSK", r#""101210000""#, "E1034", &["9 digits", "`0101210000`?"][..]),
        ("1 leading zero, HS", "HS", r#""10121""#, "E1034", &["5 digits", "`010121`?"]),
        ("1 heading", "HS", r#""101""#, "E1034", &["`0101`? `1010` does not exist"]),
        ("2 trailing zero", "HS", r#""8471.3""#, "E1034", &["did you mean `847130`? `084713` does not exist"]),
        ("2 neither there", "HS", r#""9998.9""#, "E1034", &["it is `099989` or `999890`, and neither exists"]),
        ("5 point nought", "HSK", r#""8542310000.0""#, "E1035", &["number format", "`8542310000`"]),
        ("5 exponent", "HSK", r#""8.54231E+09""#, "E1035", &["number format", "`854231`"]),
        ("5 apostrophe", "HS", r#""'0101""#, "E1035", &["`0101`"]),
        ("6 number", "HS", "854231", "E1032", &["leading zeros", "`\"854231\"`"]),
        ("6 number, odd", "HS", "10121", "E1032", &["`010121`"]),
        ("7 chapter 00", "HS", r#""001234""#, "E1037", &["chapter 00"]),
        ("7 chapter 77", "HS", r#""770100""#, "E1037", &["chapter 77 is reserved"]),
        ("7 chapter 98 of HS", "HS", r#""980100""#, "E1037", &["national use"]),
        ("9 in no edition", "HS", r#""845799""#, "E1038", &["in no edition", "8457.10"]),
        ("9 in no edition, HSK", "HSK", r#""8457994000""#, "E1038", &["HS 845799", "8457.10"]),
        ("13 point nought", "ECCN", r#""30.0""#, "E1035", &["looks like `3E001`"]),
        ("13 exponent", "ECCN", r#""3.00E+01""#, "E1035", &["`3E001`"]),
        ("13 hundreds", "ECCN", r#""500""#, "E1035", &["`5E002`"]),
        ("13 a bare literal", "ECCN", "3E001", "E1032", &["`\"3E001\"`"]),
        ("13 a number", "ECCN", "30", "E1032", &["`\"3E001\"`"]),
        ("14 letter O", "ECCN", r#""3AOO1""#, "E1036", &["did you mean `3A001`?"]),
        ("14 too short", "ECCN", r#""3A1""#, "E1036", &["did you mean `3A001`?"]),
        ("15 NLR", "ECCN", r#""NLR""#, "E1033", &["no licence was required"]),
        ("15 N/A", "ECCN", r#""N/A""#, "E1033", &["does not say whether", "\"none\""]),
        ("15 dash", "ORCHID-LIST", r#""-""#, "E1033", &["a dash"]),
        ("15 empty", "ECCN", r#""""#, "E1033", &["an empty code"]),
        ("15 None", "ORCHID-LIST", r#""None""#, "E1033", &["\"none\" with a `status`"]),
        ("20 check digit", "CAS", r#""64-17-6""#, "E1041", &["`64-17-5`"]),
        ("20 date", "CAS", r#""7783-06-04""#, "E1035", &["`7783-06-4`"]),
        ("68 zero width", "HS", r#""8457\u200b10""#, "E1019", &["U+200B", "`845710`"]),
        ("68 direction", "HS", r#""\u202e845710""#, "E1019", &["U+202E"]),
        ("68 homoglyph", "ECCN", "\"3А001\"", "E1020", &["U+0410", "`3A001`"]),
        ("34 replacement", "HS", "\"8457\u{FFFD}\"", "E1019", &["wrong encoding"]),
        ("too long", "HS", r#""8457104000""#, "E1036", &["10 digits", "`HSK`"]),
        ("letters", "HS", r#""8457AB""#, "E1036", &["write digits"]),
        ("20 UN number", "UN", r#""UN1203""#, "E1036", &["`1203`"]),
        ("20 UN number too long", "UN", r#""12033""#, "E1036", &["four digits"]),
        ("a boolean", "HS", "true", "E1014", &["must be a string"]),
    ] {
        check(row, &with_code(scheme, value), code, VALUE, words);
    }
}

#[test]
fn codes_that_are_read_as_they_are_meant() {
    for (row, scheme, value, canonical) in [
        ("4 dots", "HSK", "8542.31.0000", "8542310000"),
        ("4 spaces", "HSK", "8542 31 00 00", "8542310000"),
        ("4 hyphen", "HS", "8542-31", "854231"),
        ("4 no-break space", "HS", "8542\u{A0}31", "854231"),
        ("4 full width", "HS", "８５４２３１", "854231"),
        ("3 heading", "HS", "8471", "8471"),
        ("14 case and dots", "ECCN", "3a001.B.2", "3A001.b.2"),
        ("14 no dots", "ECCN", "3A001b2", "3A001.b.2"),
        ("15 EAR99", "ECCN", "EAR99", "EAR99"),
        ("20 good check digit", "CAS", "64-17-5", "64-17-5"),
    ] {
        let json = with_code(scheme, &format!("\"{value}\""));
        let (shipment, found) = read_json(&json);
        assert_eq!(found, vec![], "row {row}");
        let shipment = shipment.unwrap();
        let CodeValue::Code(code) = &shipment.lines[0].codes[0].value else { panic!("row {row}") };
        assert_eq!(code.text(), canonical, "row {row}");
        assert_eq!(shipment.raw(VALUE).as_deref(), Some(value), "row {row}: the raw text stays");
    }
}

#[test]
fn editions_are_checked() {
    let code = |scheme: &str, edition: &str, value: &str| {
        with_line(&format!(r#""codes": [{{"scheme": "{scheme}", "edition": "{edition}", "value": "{value}"}}]"#))
    };
    let at = "/lines/0/codes/0/edition";
    check("8", &code("HS", "2022", "852812"), "E1038", VALUE, &["2022 edition", "exists in", "nearest codes of 2022"]);
    check("8 no such edition", &code("HS", "2020", "845710"), "E1039", at, &["`2017`"]);
    check("8 with its scheme", &code("HS", "HS 2022", "845710"), "E1039", at, &["`2022`"]);
    check("8 no year", &code("HSK", "latest", "8457104000"), "E1039", at, &["four digits"]);
    let pair = |hs: &str, hsk: &str, year: &str| {
        with_line(&format!(
            r#""codes": [{{"scheme": "HS", "edition": "2022", "value": "{hs}"}},
                         {{"scheme": "HSK", "edition": "{year}", "value": "{hsk}"}}]"#
        ))
    };
    let second = "/lines/0/codes/1/value";
    check("11", &pair("845710", "8458110000", "2024"), "E1040", second, &["first six digits"]);
    assert_eq!(read_json(&pair("845710", "8457104000", "2024")).1, vec![]);
    assert_eq!(read_json(&pair("845710", "8458110000", "2017")).1, vec![], "row 10: another edition is no error");
}

#[test]
fn remarks_on_codes() {
    let codes = |codes: &str| with_line(&format!(r#""codes": [{codes}]"#));
    let second = "/lines/0/codes/1/value";
    let padded = codes(r#"{"scheme": "CN", "value": "84571010"}, {"scheme": "HSK", "value": "8457101000"}"#);
    check("12", &padded, "W1011", second, &["noughts"]);
    let differ = codes(
        r#"{"scheme": "ECCN", "value": "3A001", "status": "self"},
           {"scheme": "ECCN", "value": "5A002", "status": "authority_ruling"}"#,
    );
    check("19", &differ, "W1005", second, &["`3A001` (self)", "`5A002` (authority-ruling)"]);
    check("7 national", &with_code("HTS", r#""9801.00.10""#), "W1012", VALUE, &["national use"]);
    check("15 none", &with_code("ORCHID-LIST", r#""none""#), "W1013", VALUE, &["`status`"]);
    let none = codes(r#"{"scheme": "ORCHID-LIST", "value": "none", "status": "expert"}"#);
    let (shipment, found) = read_json(&none);
    assert_eq!((found, &shipment.unwrap().lines[0].codes[0].value), (vec![], &CodeValue::Nothing));
    let (shipment, found) = read_json(&with_code("ORCHID-LIST", r#""unknown""#));
    assert_eq!((found, shipment.unwrap().lines[0].codes.len()), (vec![], 0));
}

#[test]
fn countries() {
    let at = "/country_of_destination";
    for (row, value, code, words) in [
        ("21 UK", r#""UK""#, "E1051", &["`GB`"][..]),
        ("21 EL", r#""EL""#, "E1051", &["`GR`"]),
        ("21 three letters", r#""RUS""#, "E1051", &["`RU`"]),
        ("21 number", "643", "E1051", &["`RU`"]),
        ("21 number in quotes", r#""643""#, "E1051", &["`RU`"]),
        ("21 name", r#""Russia""#, "E1051", &["`RU`"]),
        ("21 Korean name", r#""러시아""#, "E1051", &["`RU`"]),
        ("21 old name", r#""Burma""#, "E1051", &["`MM`"]),
        ("21 gone", r#""USSR""#, "E1052", &["`RU`"]),
        ("21 small letters", r#""ru""#, "E1051", &["`RU`"]),
        ("21 mistyped name", r#""Kazakstan""#, "E1051", &["`KZ`"]),
        ("23 false", "false", "E1053", &["YAML", "\"NO\""]),
        ("23 False", r#""False""#, "E1053", &["YAML", "\"NO\""]),
        ("23 True", r#""True""#, "E1053", &["YAML"]),
        ("23 NaN", r#""NaN""#, "E1053", &["\"NA\""]),
        ("23 ON", r#""ON""#, "E1053", &["not a country code"]),
        ("24 XK", r#""XK""#, "E1052", &["user-assigned"]),
        ("24 EU", r#""EU""#, "E1052", &["member state"]),
        ("24 ZZ", r#""ZZ""#, "E1052", &["\"unknown\""]),
        ("24 AN", r#""AN""#, "E1052", &["2010", "`CW`"]),
        ("24 CS", r#""CS""#, "E1052", &["withdrawn"]),
        ("24 SU", r#""SU""#, "E1052", &["`RU`"]),
        ("25 territory", r#""UA-43""#, "E1054", &["subdivision beside it"]),
        ("68 zero width", r#""R\u200bU""#, "E1019", &["U+200B"]),
        ("an array", "[]", "E1014", &["two letters"]),
    ] {
        check(row, &with(&format!(r#""country_of_destination": {value}"#)), code, at, words);
    }
    let named =
        |code: &str, name: &str| with(&format!(r#""country_of_destination": {{"code": "{code}", "name": "{name}"}}"#));
    let name = "/country_of_destination/name";
    check("22 KP", &named("KP", "Republic of Korea"), "E1055", name, &["`KR`", "`KP`"]);
    check("22 CG", &named("CG", "Democratic Republic of the Congo"), "E1055", name, &["`CD`"]);
    check("22 a name nobody knows", &named("KR", "Corea del Sol"), "W1020", name, &["the code counts"]);
    check("22 no code", &with(r#""country_of_destination": {}"#), "E1013", at, &["`code`"]);
    check("22 a name alone", &named("unknown", "Korea"), "E1013", at, &["`KR`", "South Korea"]);
    let nested = with(r#""country_of_destination": {"code": {"code": "KR"}}"#);
    check("22 nested", &nested, "E1014", "/country_of_destination/code", &["two letters"]);
    let (shipment, found) = read_json(&named("KR", "South Korea"));
    assert_eq!((shipment.unwrap().declared_destination.unwrap().to_string(), found.len()), ("KR".to_owned(), 0));
    let user = |country: &str| {
        with(&format!(
            r#""country_of_destination": "SK", "parties": [{{"id": "u", "roles": ["end_user"], "country": "{country}"}}]"#
        ))
    };
    check("22 verify", &user("SI"), "W1019", "/parties/0/country", &["Slovenia", "Slovakia"]);
    assert!(read_json(&user("HU")).1.is_empty(), "another country, and not one that SK is taken for");
    let below = "/country_of_destination_subdivision";
    let territory = |country: &str, below: &str| {
        with(&format!(r#""country_of_destination": "{country}", "country_of_destination_subdivision": "{below}""#))
    };
    check("25 of another", &territory("UA", "RU-43"), "E1054", below, &["`UA-`"]);
    let alone = with(r#""country_of_destination_subdivision": "UA-43""#);
    check("25 alone", &alone, "E1054", below, &["no country beside it"]);
    let (shipment, _) = read_json(&territory("UA", "UA-43"));
    assert_eq!(shipment.unwrap().declared_destination.unwrap().to_string(), "UA-43");
    let stays = with(r#""country_of_export": "KR", "country_of_destination": "KR""#);
    check("27", &stays, "W1006", at, &["`activity`"]);
    let forwarder = r#""parties": [{"id": "P1", "roles": ["consignee", "freight_forwarder"], "country": "KG"}]"#;
    let received = with(&format!(r#""country_of_destination": "KG", {forwarder}"#));
    check("28", &received, "W1014", "/parties/0/roles", &["`country_of_ultimate_destination`"]);
    let known =
        with(&format!(r#""country_of_destination": "KG", "country_of_ultimate_destination": "RU", {forwarder}"#));
    assert_eq!(read_json(&known).1, vec![], "where it ends is known");
}

#[test]
fn norway_and_namibia_are_countries() {
    let (shipment, found) = read_json(&with(r#""country_of_destination": "NO", "country_of_export": "NA""#));
    let shipment = shipment.unwrap();
    assert_eq!(found, vec![]);
    assert_eq!(shipment.declared_destination.unwrap().country.name(), "Norway");
    assert_eq!(shipment.country_of_export.unwrap().country.name(), "Namibia");
}

#[test]
fn dates() {
    let at = "/dates/export_declared";
    for (row, value, code, words) in [
        ("35 no such day", r#""2024-02-30""#, "E1062", &["`2024-02-29`"][..]),
        ("35 no such month", r#""2024-13-01""#, "E1062", &["from 01 to 12"]),
        ("36 slashes", r#""09/08/2024""#, "E1061", &["`2024-08-09` or `2024-09-08`"]),
        ("36 dots", r#""8.9.24""#, "E1061", &["`2024-08-09`", "`2024-09-08`"]),
        ("36 year first", r#""2024.9.9""#, "E1061", &["`2024-09-09`"]),
        ("36 two digits", r#""24-09-09""#, "E1061", &["`2024-09-09`", "`2009-09-24`"]),
        ("36 eight digits", r#""20240909""#, "E1065", &["`2024-09-09`", "without hyphens"]),
        ("36 month name", r#""9 Sep 2024""#, "E1061", &["`2024-09-09`"]),
        ("36 in Korean", r#""2024년 9월 9일""#, "E1061", &["`2024-09-09`"]),
        ("37 serial", "45544", "E1065", &["`2024-09-09`", "spreadsheet"]),
        ("37 serial in quotes", r#""45544""#, "E1065", &["`2024-09-09`"]),
        ("37 seconds", "1725840000", "E1065", &["`2024-09-09`", "seconds"]),
        ("38 timestamp", r#""2024-09-08T16:00:00Z""#, "E1064", &["time zone", "`2024-09-09`"]),
        ("38 without zone", r#""2024-09-08 16:00""#, "E1064", &["write `2024-09-08`"]),
        ("39 first day", r#""0001-01-01""#, "E1063", &["no date"]),
        ("39 nought", r#""1900-01-00""#, "E1063", &["no date"]),
        ("39 year nought", r#""0000-06-30""#, "E1063", &["no date"]),
        ("39 for ever", r#""9999-12-31""#, "E1063", &["leave the field out"]),
        ("43 today", r#""today""#, "E1061", &["never means today"]),
        ("empty", r#""""#, "E1061", &["YYYY-MM-DD"]),
        ("a boolean", "true", "E1014", &["a date must be a string"]),
    ] {
        check(row, &with(&format!(r#""dates": {{"export_declared": {value}}}"#)), code, at, words);
    }
    let order = with(r#""dates": {"contract_signed": "2024-09-10", "export_declared": "2024-09-09"}"#);
    check("40", &order, "W1001", "/dates/contract_signed", &["2024-09-10, after `export_declared`"]);
    let (shipment, found) = read_json(&with(r#""dates": {"export_declared": null, "loaded": "unknown"}"#));
    assert_eq!(
        (found, shipment.unwrap().dates.is_empty()),
        (vec![], true),
        "row 43: a date that is missing stays missing"
    );
}

#[test]
fn amounts() {
    let at = "/lines/0/value/amount";
    for (row, value, code, words) in [
        ("46 both marks", r#""1.234,50""#, "E1072", &["`1234.50`"][..]),
        ("46 commas", r#""1,234.50""#, "E1072", &["`1234.50`"]),
        ("46 one comma", r#""1,234""#, "E1072", &["`1234` or `1.234`"]),
        ("46 full width", r#""１２３４""#, "E1072", &["`1234`"]),
        ("46 space", r#""1 234""#, "E1072", &["`1234`"]),
        ("46 ten thousands", r#""12만""#, "E1072", &["`120000`"]),
        ("46 currency inside", r#""USD 5000""#, "E1072", &["`5000`"]),
        ("47 artefact", r#""0.30000000000000004""#, "E1072", &["`0.3`"]),
        ("47 exponent", r#""1e6""#, "E1072", &["`1000000`"]),
        ("47 too long", r#""9999999999999999999""#, "E1072", &["at most 18 digits"]),
        ("47 number", "1e6", "E1071", &["`\"1000000\"`"]),
        ("47 number artefact", "0.30000000000000004", "E1071", &["`\"0.3\"`"]),
        ("6 number", "5000", "E1071", &["`\"5000\"`"]),
        ("48 negative", r#""-5""#, "E1073", &["below nought"]),
        ("leading noughts", r#""007""#, "E1072", &["`7`"]),
        ("words", r#""much""#, "E1072", &["write at most 18 digits"]),
    ] {
        let json = with_line(&format!(r#""value": {{"amount": {value}, "currency": "USD"}}"#));
        check(row, &json, code, at, words);
    }
    check("45", &with_line(r#""value": {"amount": "5"}"#), "E1074", "/lines/0/value", &["none is assumed"]);
    check("45 bare", &with_line(r#""value": "5000""#), "E1074", "/lines/0/value", &["has no currency"]);
    let nought = with_line(r#""value": {"amount": "0", "currency": "USD"}"#);
    check("48 nought", &nought, "W1008", "/lines/0/value", &["nature_of_transaction"]);
    for (row, value, words) in [
        ("50 US$", "US$", &["write `USD`"][..]),
        ("50 won", "WON", &["write `KRW`"]),
        ("50 won in Korean", "원", &["write `KRW`"]),
        ("50 yen or yuan", "¥", &["`JPY` or `CNY`"]),
        ("50 obsolete", "DEM", &["replaced by the euro", "`EUR`"]),
        ("50 small letters", "usd", &["write `USD`"]),
    ] {
        let json = with_line(&format!(r#""value": {{"amount": "5", "currency": "{value}"}}"#));
        check(row, &json, "E1075", "/lines/0/value/currency", words);
    }
}

#[test]
fn units() {
    let at = "/lines/0/quantity/unit";
    for (row, unit, words) in [
        ("51 EA", "EA", &["`NAR` or `H87`"][..]),
        ("51 PCS", "PCS", &["`NAR` or `H87`"]),
        ("51 in Korean", "개", &["`NAR` or `H87`"]),
        ("51 symbol", "kg", &["write `KGM`"]),
        ("51 KG", "KG", &["write `KGM`"]),
        ("51 small letters", "kgm", &["write `KGM`"]),
        ("51 mistyped", "KGN", &["did you mean `KGM`?"]),
    ] {
        let json = with_line(&format!(r#""quantity": {{"value": "1", "unit": "{unit}"}}"#));
        check(row, &json, "E1076", at, words);
    }
    let spec = |value: &str| with_line(&format!(r#""specs": {{"displacement": {value}}}"#));
    let at = "/lines/0/specs/displacement";
    check("56", &spec(r#""2.0""#), "E1077", at, &["has no unit"]);
    check("56 number", &spec("1998"), "E1077", at, &["has no unit"]);
    let length = spec(r#"{"value": "2", "unit": "MMT"}"#);
    check("51 dimension", &length, "E1078", &format!("{at}/unit"), &["volume", "measures length", "`CMQ`"]);
    let (shipment, found) = read_json(&spec(r#"{"value": "2.0", "unit": "LTR"}"#));
    assert_eq!(found, vec![]);
    assert_eq!(shipment.unwrap().lines[0].specs["displacement"].unwrap().to_string(), "2 l");
    let broken = with_line(r#""quantity": {"value": "1.5", "unit": "NAR"}"#);
    check("52 fraction", &broken, "W1003", "/lines/0/quantity", &["not a whole number"]);
    let swapped =
        with_line(r#""net_mass": {"value": "2", "unit": "KGM"}, "gross_mass": {"value": "1000", "unit": "GRM"}"#);
    check("52 masses", &swapped, "W1002", "/lines/0/net_mass", &["above the gross mass"]);
    let line = |name: &str, code: &str, many: &str| {
        format!(
            r#"{{"line": "{name}", "codes": [{{"scheme": "HS", "value": "{code}"}}], "value": {{"amount": "9000", "currency": "USD"}}, "quantity": {{"value": "{many}", "unit": "NAR"}}}}"#
        )
    };
    let all = |lines: &[String]| format!(r#"{{"format": "shipment/1", "id": "S", "lines": [{}]}}"#, lines.join(","));
    let two = |code: &str, many: &str| all(&[line("1", "845811", "2"), line("2", code, many)]);
    check("54", &two("845811", "2000"), "W1021", "/lines/1/value", &["line `1`"]);
    assert!(read_json(&two("845811", "1999")).1.is_empty(), "not a thousand times as much");
    assert!(read_json(&two("845819", "2000")).1.is_empty(), "of another code");
    assert!(read_json(&two("845811", "0")).1.is_empty(), "of nothing there is no value by the unit");
    let ends = all(&["40", "2", "1000", "2000"].map(|many| line(many, "845811", many)));
    check("54 the dearest of those before", &ends, "W1021", "/lines/3/value", &["line `2000`", "line `2`"]);
    let many: Vec<String> = (0..50_000).map(|at: u32| line(&at.to_string(), "845811", "2")).collect();
    assert!(read_json(&all(&many)).1.is_empty(), "and very many lines are read at once");
    let mass = with_line(r#""net_mass": {"value": "2", "unit": "LTR"}"#);
    check("51 no mass", &mass, "E1078", "/lines/0/net_mass/unit", &["a net mass is a mass"]);
    let total = r#"{"format": "shipment/1", "id": "S", "total_value": {"amount": "9", "currency": "USD"},
        "lines": [{"line": "1", "value": {"amount": "4", "currency": "USD"}}]}"#;
    check("53", total, "W1004", "/total_value", &["worth 4 USD", "total is 9 USD"]);
}

#[test]
fn structure() {
    check("60", &with_line(r#""ecnn": "x""#), "E1011", "/lines/0/ecnn", &["not a field of a line"]);
    let typo = with(r#""country_of_destnation": "RU""#);
    check("60 near", &typo, "E1011", "/country_of_destnation", &["did you mean `country_of_destination`?"]);
    check(
        "60 case",
        &with(r#""dates": {"export-declared": "2024-09-09"}"#),
        "E1011",
        "/dates/export-declared",
        &["write `export_declared`"],
    );
    check("60 date", &with(r#""loaded": "2024-09-09""#), "E1011", "/loaded", &["under `dates`"]);
    check("60 fact", &with_line(r#""medical_device": "no""#), "E1011", "/lines/0/medical_device", &["under `facts`"]);
    let twice = with(r#""country_of_export": "KR", "country_of_export": "JP""#);
    check("61 key", &twice, "E1012", "/country_of_export", &["`\"KR\"` (field 3)", "`\"JP\"` (field 4)"]);
    let lines = |lines: &str| format!(r#"{{"format": "shipment/1", "id": "S", "lines": [{lines}]}}"#);
    let same = lines(r#"{"line": "1"}, {"line": "2"}, {"line": "1"}"#);
    check("61 line", &same, "E1017", "/lines/2/line", &["`/lines/0` and `/lines/2`"]);
    let parties = with(r#""parties": [{"id": "A", "roles": ["buyer"]}, {"id": "A", "roles": ["bank"]}]"#);
    check("61 party", &parties, "E1017", "/parties/1/id", &["`/parties/0` and `/parties/1`"]);
    let licences = with(r#""authorizations": [{"id": "A", "kind": "ruling"}, {"id": "A", "kind": "ruling"}]"#);
    check("61 authorization", &licences, "E1017", "/authorizations/1/id", &["give each its own"]);
    check("31 dangling", &with_line(r#""end_user": "P9""#), "E1018", "/lines/0/end_user", &["names no party"]);
    let no_role = with(r#""parties": [{"id": "A", "roles": []}]"#);
    check("31 no role", &no_role, "E1013", "/parties/0/roles", &["no role"]);
    check("64 no lines", &lines(""), "E1016", "/lines", &["at least one line"]);
    let many = lines(&vec![r#"{"line": "1"}"#; 100_001].join(","));
    check("64 too many", &many, "E1005", "/lines", &["100001 lines", "100000"]);
    let old = r#"{"format": "shipment/0", "id": "S", "lines": [{"line": "1"}]}"#;
    check("65", old, "E1006", "/format", &["`shipment/1`", "`cocket schema`"]);
    let later = r#"{"format": "shipment/2", "id": "S", "goods": []}"#;
    check("65 later", later, "E1006", "/format", &["a newer version"]);
    check("65 none", r#"{"id": "S", "lines": [{"line": "1"}]}"#, "E1013", "", &["`format`"]);
    check("no id", r#"{"format": "shipment/1", "lines": [{"line": "1"}]}"#, "E1013", "", &["`id`"]);
    check("63 not an object", "[[]]", "E1014", "", &["must be an object"]);
    let id = |id: &str| format!(r#"{{"format": "shipment/1", "id": "{id}", "lines": [{{"line": "1"}}]}}"#);
    check("id empty", &id(" "), "E1021", "/id", &["is empty"]);
    check("id long", &id(&"x".repeat(121)), "E1021", "/id", &["too long"]);
    check("68 id", &id("S\\u200b1"), "E1019", "/id", &["U+200B", "`S1`"]);
    check("67 direction", &with_line(r#""description": "a\u202eb""#), "W1007", "/lines/0/description", &["U+202E"]);
    check("34 mojibake", &with_line(r#""description": "ë¨¸ì‹œë‹""#), "W1007", "/lines/0/description", &["encoding"]);
    check("34 scripts", &with_line(r#""description": "Сity""#), "W1007", "/lines/0/description", &["two scripts"]);
    check("word", &with(r#""activity": "exprot""#), "E1015", "/activity", &["did you mean `export`?"]);
    check("scheme", &with_code("HZ", r#""845710""#), "E1031", "/lines/0/codes/0/scheme", &["did you mean `HS`?"]);
    let numbered = r#"{"format": "shipment/1", "id": 7, "lines": [{"line": "1"}]}"#;
    check("6 id", numbered, "E1014", "/id", &["`\"7\"`"]);
}

#[test]
fn formulas_and_markup_are_only_text() {
    let json = with_line(r#""description": "=HYPERLINK(\"x\") <script> ignore the rules above""#);
    assert_eq!(read_json(&json).1, vec![], "row 67");
}

#[test]
fn facts() {
    let line = |facts: &str| with_line(&format!(r#""facts": {{{facts}}}"#));
    let whole = |facts: &str| with(&format!(r#""facts": {{{facts}}}"#));
    let at = "/lines/0/facts/medical_device";
    check("a boolean", &line(r#""medical_device": true"#), "E1084", at, &["`\"yes\"`"]);
    check("a word", &line(r#""medical_device": "N""#), "E1084", at, &["`\"no\"`"]);
    check("a number", &line(r#""medical_device": 0"#), "E1084", at, &["\"unknown\""]);
    let told = line(r#""medical_device": {"value": false, "source": "desk"}"#);
    check("told", &told, "E1084", &format!("{at}/value"), &["`\"no\"`"]);
    check("no value", &line(r#""medical_device": {"source": "desk"}"#), "E1013", at, &["`value`"]);
    check(
        "unknown",
        &line(r#""medical_devise": "no""#),
        "E1081",
        "/lines/0/facts/medical_devise",
        &["`medical_device`"],
    );
    check("hyphens", &line(r#""medical-device": "no""#), "E1081", "/lines/0/facts/medical-device", &["hyphens"]);
    check("of shipment", &line(r#""notice_filed": "no""#), "E1082", "/lines/0/facts/notice_filed", &["at the top"]);
    check("a quantity", &line(r#""displacement": "2""#), "E1082", "/lines/0/facts/displacement", &["`specs`"]);
    check("a date", &whole(r#""loaded": "2024-09-09""#), "E1082", "/facts/loaded", &["`dates`"]);
    check("a choice", &whole(r#""knowledge": "suspect""#), "E1083", "/facts/knowledge", &["`suspects`"]);
    check("no array", &line(r#""red_flags": "odd_route""#), "E1083", "/lines/0/facts/red_flags", &["an array"]);
    check("an element", &line(r#""red_flags": ["odd"]"#), "E1083", "/lines/0/facts/red_flags/0", &["choices"]);
    let unasserted = line(r#""strictly_necessary": "yes""#);
    check("asserter", &unasserted, "W1009", "/lines/0/facts/strictly_necessary", &["\"board\""]);
    let spec = with_line(r#""specs": {"medical_device": "no"}"#);
    check("in specs", &spec, "E1082", "/lines/0/specs/medical_device", &["under `facts`"]);
    let (none, found) = read(&tree(&line(r#""medical_device": "no""#)), "test", &Dictionary::new());
    assert!(none.is_none() && found[0].code.0 == "E1081", "with no rules loaded every fact is refused");
}

#[test]
fn facts_of_every_kind() {
    let (shipment, found) = read_json(
        r#"{"format": "shipment/1", "id": "S", "lines": [{"line": "1", "facts": {
            "medical_device": {"value": "no", "source": "desk", "asserted_by": "K", "asserted_on": "2024-09-09"},
            "red_flags": ["odd_route"]}}],
          "facts": {"knowledge": "unable_to_determine", "notice_filed": null, "port_of_call": "KZ",
            "filed_on": "2024-09-01", "licence_fee": {"amount": "5.50", "currency": "KRW"}, "red_flags": "none"}}"#,
    );
    assert_eq!(found, vec![]);
    let shipment = shipment.unwrap();
    let value = |name: &str| shipment.facts[name].value.clone();
    assert_eq!(value("knowledge"), FactValue::Choice("unable-to-determine".to_owned()));
    assert_eq!(value("notice-filed"), FactValue::Unknown);
    assert_eq!(value("red-flags"), FactValue::Choices(Vec::new()));
    assert!(matches!(value("port-of-call"), FactValue::Country(country) if country.code() == "KZ"));
    assert!(matches!(value("licence-fee"), FactValue::Money(money) if money.to_string() == "5.5 KRW"));
    let line = &shipment.lines[0];
    assert_eq!(shipment.fact_of(line, "red-flags").unwrap().value, FactValue::Choices(vec!["odd-route".to_owned()]));
    let told = shipment.fact_of(line, "medical-device").unwrap();
    assert_eq!((told.value.clone(), told.asserted_by.as_deref()), (FactValue::No, Some("K")));
    assert_eq!(shipment.raw(&told.pointer).as_deref(), Some("no"));
}

/// A shipment with parties `A`, `B` and `C`, each with these fields.
fn with_parties(a: &str, b: &str, c: &str) -> String {
    let party = |id: &str, fields: &str| format!(r#"{{"id": "{id}", "roles": ["other"]{fields}}}"#);
    with(&format!(r#""parties": [{}, {}, {}]"#, party("A", a), party("B", b), party("C", c)))
}

#[test]
fn owners() {
    let owned = |by: &str| format!(r#", "owners": [{by}]"#);
    let at = "/parties/0/owners";
    let half = r#"{"party": "B", "percent": "50.5"}"#;
    let more = with_parties(&owned(&format!(r#"{half}, {{"party": "C", "percent": "49.6"}}"#)), "", "");
    check("32 sum", &more, "E1091", at, &["`A` own 100.1 percent", "100 percent at most"]);
    let alone = with_parties(&owned(r#"{"party": "B", "percent": "101"}"#), "", "");
    check("32 one", &alone, "E1091", at, &["101 percent"]);
    let whole = with_parties(&owned(&format!(r#"{half}, {{"party": "C", "percent": "49.5"}}"#)), "", "");
    assert_eq!(read_json(&whole).1, vec![], "exactly all of it");
    let twice = with_parties(&owned(r#"{"party": "B", "percent": "10"}, {"party": "B"}"#), "", "");
    check("32 twice", &twice, "E1093", "/parties/0/owners/1", &["`B` is an owner of `A` twice"]);
    let by = |id: &str| owned(&format!(r#"{{"party": "{id}"}}"#));
    let circle = with_parties(&by("B"), &by("C"), &by("A"));
    check("32 circle", &circle, "E1092", at, &["`A` is owned by `B` is owned by `C` is owned by `A`"]);
    let tail = with_parties(&by("B"), &by("C"), &by("B"));
    check("32 circle further up", &tail, "E1092", "/parties/1/owners", &[": `B` is owned by `C` is owned by `B`;"]);
    let itself = with_parties(&by("A"), "", "");
    check("32 itself", &itself, "E1092", at, &[": `A` is owned by `A`;"]);
    let both = with_parties(&owned(r#"{"party": "B"}, {"party": "C"}"#), &by("C"), "");
    assert_eq!(read_json(&both).1, vec![], "two ways to one owner are no circle");
    check("31 owner", &with_parties(&by("BB"), "", ""), "E1018", "/parties/0/owners/0/party", &["did you mean `B`?"]);
    let negative = with_parties(&owned(r#"{"party": "B", "percent": "-1"}"#), "", "");
    check("owner", &negative, "E1073", "/parties/0/owners/0/percent", &["below nought"]);
    let complete = with_parties(r#", "owners_complete": true"#, "", "");
    check("complete", &complete, "E1084", "/parties/0/owners_complete", &["`\"yes\"`"]);
    let all = with(r#""parties_complete": "all""#);
    check("parties complete", &all, "E1015", "/parties_complete", &["yes, no or unknown"]);
    let seat = with_parties(r#", "incorporated_in": "UK""#, "", "");
    check("21 set up", &seat, "E1051", "/parties/0/incorporated_in", &["`GB`"]);
    let seat = with_parties(r#", "headquarters": "UK""#, "", "");
    check("21 headquarters", &seat, "E1051", "/parties/0/headquarters", &["`GB`"]);
}

#[test]
fn screenings() {
    let screened = |what: &str| with_parties(&format!(r#", "screening": {what}"#), "", "");
    let at = "/parties/0/screening";
    let one = |fields: &str| screened(&format!(r#"[{{"list": "orchid_register", {fields}}}]"#));
    let zero = "/parties/0/screening/0";
    check("33", &one(r#""result": "no_match""#), "W1016", zero, &["will not count as no match", "`screened_on`"]);
    let undated = one(r#""result": "false_positive_confirmed", "screened_on": "unknown""#);
    check("33 unknown", &undated, "W1016", zero, &["has no date"]);
    assert_eq!(read_json(&one(r#""result": "match""#)).1, vec![], "a match needs no day to count");
    let bad = one(r#""result": "no_match", "screened_on": "2024-02-30""#);
    check("33 no such day", &bad, "E1062", &format!("{zero}/screened_on"), &["`2024-02-29`"]);
    let old = screened(
        r#"{"result": "no_match", "screened_on": "2024-09-09", "lists": [{"name": "us-csl", "version": "7"}]}"#,
    );
    check(
        "33 old form",
        &old,
        "E1014",
        at,
        &[r#"[{"list":"us_csl","result":"no_match","screened_on":"2024-09-09","version":"7"}]"#],
    );
    check("33 old form, no list", &screened("{}"), "E1014", at, &[r#""list":"the_list","result":"unknown""#]);
    let list = screened(r#"[{"list": "orchid_registry", "result": "match"}]"#);
    check("33 list", &list, "E1085", &format!("{zero}/list"), &["did you mean `orchid_register`?"]);
    let hyphens = screened(r#"[{"list": "orchid-register", "result": "match"}]"#);
    check("33 hyphens", &hyphens, "E1085", &format!("{zero}/list"), &["`orchid_register`"]);
    let far = screened(r#"[{"list": "x", "result": "match"}]"#);
    check("33 another list", &far, "W1018", &format!("{zero}/list"), &["the loaded rules know `orchid_register`"]);
    check("33 no list", &screened(r#"[{"result": "match"}]"#), "E1013", zero, &["no `list`"]);
    check("33 no result", &screened(r#"[{"list": "orchid_register"}]"#), "E1013", zero, &["no `result`"]);
    check("33 result", &one(r#""result": "clean""#), "E1015", &format!("{zero}/result"), &["`no_match`"]);
}

fn with_legs(legs: &str) -> String {
    format!(r#"{{"format": "shipment/1", "id": "S", "legs": [{legs}], "lines": [{{"line": "1"}}, {{"line": "2"}}]}}"#)
}

fn leg(seq: u32, from: &str, to: &str, more: &str) -> String {
    format!(r#"{{"seq": {seq}, "from": "{from}", "to": "{to}"{more}}}"#)
}

#[test]
fn legs() {
    let two = |a: &str, b: &str| with_legs(&format!("{a}, {b}"));
    let broken = two(&leg(1, "KR", "CN", ""), &leg(2, "KZ", "RU", ""));
    check("29", &broken, "E1094", "/legs/1/from", &["leg 1 ends in CN, and leg 2 begins in KZ", "from CN to KZ"]);
    let turned = two(&leg(2, "CN", "RU", ""), &leg(1, "KR", "CN", ""));
    let (shipment, found) = read_json(&turned);
    let places: Vec<usize> = shipment.unwrap().legs.iter().map(|leg| leg.index).collect();
    assert_eq!((found, places), (vec![], vec![1, 0]), "legs come in the order of their numbers");
    let unknown = two(&leg(1, "KR", "unknown", ""), &leg(2, "KZ", "RU", ""));
    assert_eq!(read_json(&unknown).1, vec![], "what is not known breaks nothing");
    let apart = two(&leg(1, "KR", "CN", r#", "lines": ["1"]"#), &leg(2, "KR", "JP", r#", "lines": ["2"]"#));
    assert_eq!(read_json(&apart).1, vec![], "each line has its own way");
    let first = leg(1, "KR", "CN", "");
    let split = format!("{first}, {}", leg(2, "KZ", "RU", r#", "lines": ["1", "2"]"#));
    check("29 split", &with_legs(&split), "E1094", "/legs/1/from", &["leg 1 ends in CN"]);
    let [one, two_] = [leg(2, "CN", "KZ", r#", "lines": ["1"]"#), leg(3, "CN", "KZ", r#", "lines": ["2"]"#)];
    let met = |last: &str| with_legs(&format!("{first}, {one}, {two_}, {last}"));
    assert_eq!(read_json(&met(&leg(4, "KZ", "RU", ""))).1, vec![], "no line is where leg 1 ended any more");
    let other = leg(3, "CN", "UZ", r#", "lines": ["2"]"#);
    let left = with_legs(&format!("{first}, {one}, {other}, {}", leg(4, "KZ", "RU", "")));
    check("29 one of two", &left, "E1094", "/legs/3/from", &["leg 3 ends in UZ, and leg 4 begins in KZ"]);
    let some = with_legs(&format!("{first}, {one}, {}", leg(3, "KZ", "RU", "")));
    check("29 the rest", &some, "E1094", "/legs/2/from", &["leg 1 ends in CN, and leg 3 begins in KZ"]);

    let again = two(&first, &leg(1, "CN", "RU", ""));
    check("29 twice", &again, "E1095", "/legs/1/seq", &["leg 1 is there twice: `/legs/0` and `/legs/1`"]);
    let gap = two(&first, &leg(3, "CN", "RU", ""));
    check("29 gap", &gap, "E1095", "/legs/1/seq", &["leg 1 is followed by leg 3", "1, 2, 3"]);
    check("29 first", &with_legs(&leg(2, "KR", "CN", "")), "E1095", "/legs/0/seq", &["the first leg is leg 2"]);
    let refused = two(&first, r#"{"seq": "2", "from": "CN", "to": "RU"}"#);
    check("29 refused", &refused, "E1014", "/legs/1/seq", &["whole number"]);

    let days = |departs: &str, arrives: &str| format!(r#", "departs": "{departs}", "arrives": "{arrives}""#);
    let back = with_legs(&leg(1, "KR", "CN", &days("2024-09-12", "2024-09-10")));
    check("30", &back, "E1096", "/legs/0/arrives", &["departs on 2024-09-12 and arrives on 2024-09-10"]);
    let eastwards = with_legs(&leg(1, "KR", "US", &days("2024-09-12", "2024-09-11")));
    assert_eq!(read_json(&eastwards).1, vec![], "across the date line");
    let on = |first: &str, second: &str| two(&leg(1, "KR", "CN", first), &leg(2, "CN", "RU", second));
    let early = on(r#", "arrives": "2024-09-12""#, r#", "departs": "2024-09-11""#);
    let words = &["leg 2 departs on 2024-09-11, and leg 1 arrives on 2024-09-12, after that"];
    check("30 next", &early, "E1096", "/legs/1/departs", words);
    let ends = on(r#", "departs": "2024-09-12""#, r#", "arrives": "2024-09-10""#);
    check("30 ends", &ends, "E1096", "/legs/1/arrives", &["leg 2 arrives on 2024-09-10, and leg 1 departs on"]);
    let same = on(r#", "arrives": "2024-09-12""#, r#", "departs": "2024-09-12""#);
    assert_eq!(read_json(&same).1, vec![]);
    let over = with_legs(&format!(
        "{}, {}, {}",
        leg(1, "KR", "CN", r#", "departs": "2024-09-12""#),
        leg(2, "CN", "KZ", ""),
        leg(3, "KZ", "RU", r#", "departs": "2024-09-10""#)
    ));
    check("30 over a leg", &over, "E1096", "/legs/2/departs", &["leg 3 departs", "leg 1 departs on 2024-09-12"]);
    let stranger = with_legs(&leg(1, "KR", "CN", r#", "parties": ["P9"]"#));
    check("31 leg", &stranger, "E1018", "/legs/0/parties/0", &["names no party"]);
    let many = with_legs(&(1..=1001).map(|seq| leg(seq, "KR", "KR", "")).collect::<Vec<_>>().join(","));
    check("64 legs", &many, "E1005", "/legs", &["1001 legs", "at most 1000"]);
}

#[test]
fn authorizations_and_events() {
    let held = |fields: &str| with(&format!(r#""authorizations": [{{"id": "A1"{fields}}}]"#));
    let zero = "/authorizations/0";
    let days = held(r#", "valid_from": "2024-09-10", "valid_to": "2024-09-09""#);
    check("valid", &days, "E1097", &format!("{zero}/valid_to"), &["`A1`", "from 2024-09-10 to 2024-09-09"]);
    assert_eq!(read_json(&held(r#", "valid_from": "2024-09-10", "valid_to": "2024-09-10""#)).1, vec![]);
    let amount = |n: &str, unit: &str| format!(r#"{{"value": "{n}", "unit": "{unit}"}}"#);
    let count = |limit: &str, used: &str| held(&format!(r#", "quantity_limit": {limit}, "quantity_used": {used}"#));
    let used = format!("{zero}/quantity_used");
    check("71", &count(&amount("1", "KGM"), &amount("1001", "GRM")), "W1017", &used, &["1001 g", "limit is 1 kg"]);
    assert_eq!(read_json(&count(&amount("1", "KGM"), &amount("1000", "GRM"))).1, vec![]);
    let unlike = count(&amount("1", "KGM"), &amount("1", "LTR"));
    check("71 unit", &unlike, "E1078", &format!("{used}/unit"), &["limit", "is a mass", "is a volume"]);
    let money = |n: &str| format!(r#"{{"amount": "{n}", "currency": "USD"}}"#);
    let worth = held(&format!(r#", "value_limit": {}, "value_used": {}"#, money("5"), money("5.01")));
    check("71 value", &worth, "W1017", &format!("{zero}/value_used"), &["5.01 USD", "limit is 5 USD"]);
    let licence = held(r#", "licence": "pumps_licence""#);
    check("licence", &licence, "E1085", &format!("{zero}/licence"), &["did you mean `pump_licence`?"]);
    let party = held(r#", "parties": ["P9"]"#);
    check("31 authorization", &party, "E1018", &format!("{zero}/parties/0"), &["names no party"]);
    check("31 no id", &with(r#""authorizations": [{}]"#), "E1013", zero, &["no `id`"]);
    check(
        "31 line",
        &with_line(r#""authorizations": ["A1"]"#),
        "E1018",
        "/lines/0/authorizations/0",
        &["authorization"],
    );

    let event = |fields: &str| with(&format!(r#""events": [{{"id": "E1", {fields}}}]"#));
    let made = |fields: &str| event(&format!(r#""kind": "export_made"{fields}"#));
    check("event kind", &event(r#""kind": "exports_made""#), "E1085", "/events/0/kind", &["`export_made`"]);
    check("event, no kind", &event(r#""on": "2024-09-09""#), "E1013", "/events/0", &["no `kind`"]);
    check("event party", &made(r#", "party": "P9""#), "E1018", "/events/0/party", &["names no party"]);
    check("event licence", &made(r#", "licence": "A9""#), "E1018", "/events/0/licence", &["names no authorization"]);
    check("event line", &made(r#", "lines": ["9"]"#), "E1018", "/events/0/lines/0", &["did you mean `1`?"]);
    check("event place", &made(r#", "country": "UK""#), "E1051", "/events/0/country", &["`GB`"]);
    let twice = with(r#""events": [{"id": "E", "kind": "export_made"}, {"id": "E", "kind": "export_made"}]"#);
    check("61 event", &twice, "E1017", "/events/1/id", &["`/events/0` and `/events/1`"]);
    let of_party = made(r#", "facts": {"state_owned": "no"}"#);
    check("event fact", &of_party, "E1082", "/events/0/facts/state_owned", &["of its party, in `parties`"]);
    let of_event = with_parties(r#", "facts": {"reported": "no"}"#, "", "");
    check("party fact", &of_event, "E1082", "/parties/0/facts/reported", &["of its event, in `events`"]);
    let of_line = with_parties(r#", "facts": {"medical_device": "no"}"#, "", "");
    check("party fact", &of_line, "E1082", "/parties/0/facts/medical_device", &["of its line, in `lines`"]);
    check(
        "line fact",
        &with_line(r#""facts": {"state_owned": "no"}"#),
        "E1082",
        "/lines/0/facts/state_owned",
        &["party"],
    );
    check("fact above", &with(r#""facts": {"reported": "no"}"#), "E1082", "/facts/reported", &["`events`"]);
    check("fact beside", &made(r#", "reported": "no""#), "E1011", "/events/0/reported", &["`facts` of its event"]);
    let events = vec![r#"{"id": "E", "kind": "export_made"}"#; 1001].join(",");
    let (none, found) = read_json(&with(&format!(r#""events": [{events}]"#)));
    assert!(none.is_none() && found.iter().any(|found| shown(found).contains("E1005 /events: there are 1001 events")));
    let party = |n: usize| format!(r#"{{"id": "P{n}", "roles": ["other"]}}"#);
    let parties =
        |most: usize| with(&format!(r#""parties": [{}]"#, (1..=most).map(party).collect::<Vec<_>>().join(",")));
    check("64 parties", &parties(201), "E1005", "/parties", &["201 parties", "at most 200"]);
    assert_eq!(read_json(&parties(200)).1, vec![]);
}

#[test]
fn components() {
    let content = |fields: &str| {
        with_line(&format!(r#""value": {{"amount": "10", "currency": "USD"}}, "content": {{{fields}}}"#))
    };
    let parts = |parts: &str| content(&format!(r#""components": [{parts}]"#));
    let all = "/lines/0/content/components";
    let worth = |n: &str, currency: &str, more: &str| {
        format!(r#"{{"value": {{"amount": "{n}", "currency": "{currency}"}}{more}}}"#)
    };
    let above = parts(&format!("{}, {}", worth("6", "USD", ""), worth("4.01", "USD", "")));
    check("55", &above, "W1015", all, &["worth 10.01 USD", "the whole is worth 10 USD", "is not known"]);
    for (row, other) in [("as much", worth("4", "USD", "")), ("another currency", worth("400", "KRW", ""))] {
        assert_eq!(read_json(&parts(&format!("{}, {other}", worth("6", "USD", "")))).1, vec![], "row 55: {row}");
    }
    let spare = parts(&worth("5", "USD", r#", "form": "separately_shipped_spare""#));
    check("a spare", &spare, "E1015", &format!("{all}/0/form"), &["no component of it", "a line of its own"]);
    let inner = worth("6", "USD", &format!(r#", "content": {{"components": [{}]}}"#, worth("7", "USD", "")));
    check("55 inside", &parts(&inner), "W1015", &format!("{all}/0/content/components"), &["worth 7 USD"]);

    let share = |n: &str| parts(&format!(r#"{{"concentration": "{n}"}}"#));
    let at = format!("{all}/0/concentration");
    check("share", &share("100.1"), "E1079", &at, &["from 0 to 100", "`100.1`"]);
    check("share below", &share("-1"), "E1079", &at, &["`-1`"]);
    check("share as number", &parts(r#"{"concentration": 5}"#), "E1071", &at, &["`\"5\"`"]);
    assert_eq!((read_json(&share("100")).1, read_json(&share("0")).1), (vec![], vec![]));
    let both = parts(r#"{"concentration": "60"}, {"concentration": "40.5"}"#);
    check("shares", &both, "E1080", all, &["100.5 percent together"]);

    let code = parts(r#"{"codes": [{"scheme": "HS", "value": "101"}]}"#);
    check("1 inside", &code, "E1034", &format!("{all}/0/codes/0/value"), &["`0101`"]);
    let codes = parts(
        r#"{"codes": [{"scheme": "HS", "edition": "2022", "value": "845710"},
            {"scheme": "HSK", "edition": "2024", "value": "8458110000"}]}"#,
    );
    check("11 inside", &codes, "E1040", &format!("{all}/0/codes/1/value"), &["first six digits"]);
    let fact = parts(r#"{"facts": {"notice_filed": "no"}}"#);
    check("fact inside", &fact, "E1082", &format!("{all}/0/facts/notice_filed"), &["at the top"]);
    check("60 inside", &parts(r#"{"quantity": null}"#), "E1011", &format!("{all}/0/quantity"), &["not a field"]);
    let controlled = parts(r#"{"controlled_to_destination": true}"#);
    check("yes", &controlled, "E1084", &format!("{all}/0/controlled_to_destination"), &["`\"yes\"`"]);
    check(
        "complete",
        &content(r#""complete": "all", "components": []"#),
        "E1015",
        "/lines/0/content/complete",
        &["`yes`"],
    );
    check("no components", &content(r#""complete": "yes""#), "E1013", "/lines/0/content", &["no `components`"]);
    let name = parts(r#"{"line": "1"}"#);
    check(
        "61 component",
        &name,
        "E1017",
        &format!("{all}/0/line"),
        &["both `/lines/0` and `/lines/0/content/components/0`"],
    );
    let two = parts(r#"{"line": "x"}, {"line": "x"}"#);
    check("61 two", &two, "E1017", &format!("{all}/1/line"), &["`x` is the name of both"]);
    let relation = with_line(r#""produced_with": [{"relation": "built_by"}]"#);
    check("relation", &relation, "E1015", "/lines/0/produced_with/0/relation", &["direct_product_of_technology"]);
    let plant = with_line(r#""produced_with": [{"country_of_origin": "UK"}]"#);
    check("21 plant", &plant, "E1051", "/lines/0/produced_with/0/country_of_origin", &["`GB`"]);

    let deep = |depth: usize| {
        (0..depth).fold("{}".to_owned(), |part, _| format!(r#"{{"content": {{"components": [{part}]}}}}"#))
    };
    assert_eq!(read_json(&parts(&deep(3))).1, vec![]);
    let at = format!("{all}/0{}/content", "/content/components/0".repeat(3));
    check("64 deep", &parts(&deep(4)), "E1005", &at, &["5 deep, and at most 4"]);
    let many = |n: usize| vec!["{}"; n].join(",");
    check("64 many", &parts(&many(1001)), "E1005", "/lines/0/content", &["1001 components", "at most 1000"]);
    let inside = format!(r#"{{"content": {{"components": [{}]}}}}"#, many(1000));
    check("64 many inside", &parts(&inside), "E1005", "/lines/0/content", &["1001 components"]);
    assert_eq!(read_json(&parts(&many(1000))).1, vec![]);
}

#[test]
fn all_errors_of_a_shipment_come_at_once() {
    let (shipment, found) = read_json(
        r#"{"format": "shipment/1", "id": "S", "country_of_destination": "UK",
          "dates": {"export_declared": "2024-02-30"},
          "lines": [{"line": "1", "codes": [{"scheme": "HS", "value": 854231}], "value": {"amount": "1"}}]}"#,
    );
    assert!(shipment.is_none());
    let codes: Vec<&str> = found.iter().map(|found| found.code.0).collect();
    assert_eq!(codes, ["E1051", "E1062", "E1032", "E1074"]);
}

#[test]
fn a_bad_shipment_as_it_is_reported() {
    let (shipment, found) = read_json(
        r#"{"format": "shipment/1", "id": "S", "country_of_export": "Korea", "country_of_destnation": "RU",
          "country_of_ultimate_destination": false,
          "dates": {"export_declared": "09/08/2024", "loaded": 45544},
          "parties": [{"id": "P1", "roles": ["enduser"]}],
          "lines": [
            {"line": "1", "codes": [{"scheme": "HS", "value": "8471.3"}, {"scheme": "ECCN", "value": "30.0"}],
             "value": {"amount": "1,234", "currency": "US$"}, "quantity": {"value": "1", "unit": "EA"},
             "specs": {"displacement": "2.0"}, "facts": {"medical_device": false}, "end_user": "P2"},
            {"line": "1"}]}"#,
    );
    assert!(shipment.is_none());
    let all: Vec<String> = found.iter().map(shown).collect();
    insta::assert_snapshot!(all.join("\n"));
}
