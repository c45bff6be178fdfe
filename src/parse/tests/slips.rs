//! Each wrong form: its code, where it points, its fix, and that a tree comes of it all the same.

use super::super::*;
use crate::diagnostic::Code;
use crate::vocab::Policy;

/// The findings of a text as `CODE words -> fix`, one a line.
fn found(text: &str) -> Vec<String> {
    let (_, found) = parse(SourceId::default(), text);
    let words = |d: &Diagnostic| {
        let span = d.span().unwrap();
        text.get(span.start as usize..span.end as usize).unwrap().to_owned()
    };
    found.iter().map(|d| format!("{} {} -> {}", d.code.0, words(d), d.fix.as_deref().unwrap_or("?"))).collect()
}

/// A rule with this clause, and the findings in it; the rule has to come out with `clauses` clauses.
fn check(clause: &str, expected: &[&str]) {
    let text = format!("rule r \"R\" {{\n    cite act 1\n    {clause}\n    then prohibited\n}}\n");
    assert_eq!(found(&text), expected, "{text}");
    let (file, _) = parse(SourceId::default(), &text);
    assert_eq!(file.items.len(), 1, "{text}");
    assert_eq!(file.items[0].body.len(), 3, "{text}\n{:#?}", file.items[0].body);
}

/// The same, and that the clause means what the right form means.
fn means(clause: &str, right: &str, expected: &[&str]) {
    check(clause, expected);
    let tree = |clause: &str| parse(SourceId::default(), &format!("rule r \"R\" {{ {clause} }}")).0;
    assert_eq!(tree(clause), tree(right), "{clause}");
    let (_, found) = parse(SourceId::default(), &format!("rule r \"R\" {{ {right} }}"));
    assert_eq!(found, vec![], "{right}");
}

#[test]
fn operators_instead_of_words() {
    means("when volts >= 80 V", "when volts at least 80 V", &["E0020 >= -> at least"]);
    means("when volts => 80 V", "when volts at least 80 V", &["E0020 => -> at least"]);
    means("when volts <= 80 V", "when volts at most 80 V", &["E0020 <= -> at most"]);
    means("when volts > 80 V", "when volts more than 80 V", &["E0020 > -> more than"]);
    means("when volts < 80 V", "when volts less than 80 V", &["E0020 < -> less than"]);
    means("when volts ≥ 80 V", "when volts at least 80 V", &["E0020 ≥ -> at least"]);
    means("when volts == 80 V", "when volts is 80 V", &["E0020 == -> is"]);
    means("when knowledge = suspects", "when knowledge is suspects", &["E0020 = -> is"]);
    means(
        "when knowledge != suspects",
        "when not knowledge is suspects",
        &["E0020 knowledge != suspects -> not knowledge is suspects"],
    );
    means("when destination = RU", "when destination is RU", &["E0020 = -> is"]);
    means("when item = HS 8457.10", "when item is HS 8457.10", &["E0020 = -> is"]);
    means("when built >= 2024-01-01", "when built from 2024-01-01", &["E0020 >= -> from"]);
    means("when built < 2024-01-01", "when built before 2024-01-01", &["E0020 < -> before"]);
    means("when a && b", "when a and b", &["E0020 && -> and"]);
    means("when a || b", "when a or b", &["E0020 || -> or"]);
    means("when !a", "when not a", &["E0020 ! -> not"]);
}

#[test]
fn terms_in_other_forms() {
    let right = "when departed through 90 days after built";
    means("when departed through 90 days from built", right, &["E0039 from -> after"]);
    means("when departed through 90d after built", right, &["E0039 90d -> 90 days"]);
    means("when departed through 90days after built", right, &["E0039 90days -> 90 days"]);
    means("when departed through built + 90 days", right, &["E0039 built + 90 days -> 90 days after built"]);
    means("when departed through built + 90d", right, &["E0039 built + 90d -> 90 days after built"]);
    means(
        "when built + 3 months before departed",
        "when 3 months after built before departed",
        &["E0039 built + 3 months -> 3 months after built"],
    );
    means(
        "when departed from built - 1y",
        "when departed from 1 year before built",
        &["E0039 built - 1y -> 1 year before built"],
    );
    means("when departed is before 1 week after built", "when departed before 1 week after built", &["E0037 is -> "]);
    means(
        "when departed is not 1 week after built",
        "when not departed is 1 week after built",
        &["E0031 departed is not 1 week after built -> not departed is 1 week after built"],
    );
    means("when 2 days before built until departed", "when 2 days before built before departed", &["E0022 until -> ?"]);
    means("when departed >= 1 week after built", "when departed from 1 week after built", &["E0020 >= -> from"]);
    means("when departed == 1 week after built", "when departed is 1 week after built", &["E0020 == -> is"]);
    let business = "when departed before 5 business days after built in feasts";
    means(
        "when departed before 5 working days after built in feasts",
        business,
        &["E0039 working days -> business days"],
    );
}

#[test]
fn days_that_belong_together() {
    let right = "when departed before earlier of built, 2020-12-20";
    means("when departed before earlier of built and 2020-12-20", right, &["E0040 and -> ,"]);
    let right = "when departed before 30 days after (earlier of built, loaded)";
    means(
        "when departed before 30 days after earlier of built, loaded",
        right,
        &["E0040 earlier of built, loaded -> (earlier of built, loaded)"],
    );
    let right = "when departed before 1 week after (3 days after built)";
    means(
        "when departed before 1 week after 3 days after built",
        right,
        &["E0040 3 days after built -> (3 days after built)"],
    );
    let nested = "when departed before earlier of later of built, loaded, 2020-12-20";
    check(nested, &["E0040 later of built, loaded, 2020-12-20 -> (later of built, loaded, 2020-12-20)"]);
    check("when departed before later of built", &["E0040 later of built -> ?"]);
}

/// A condition after `or` is not swallowed by the values before it, and brackets around conditions stay what they were.
#[test]
fn days_among_other_conditions() {
    for clause in [
        "when knowledge is knows or 30 days after built before departed",
        "when knowledge is knows or earlier of built, loaded before departed",
        "when (built before departed) and (a or (b and 1 day after built before departed))",
        "when (earlier of built, loaded) before departed",
        "when departed before 5 business days after built in feasts and a",
        "when ((((a)))) and ((((built)))) before ((((2020-12-20))))",
        "when 3 days before built is departed",
    ] {
        check(clause, &[]);
    }
    let (file, _) =
        parse(SourceId::default(), "rule r \"R\" { when knowledge is knows or 30 days after built before c }");
    assert!(format!("{file:?}").contains("Or(["), "{file:?}");
}

#[test]
fn days_of_the_week() {
    let calendar = |weekend: &str| format!("calendar c \"C\" {{\n    weekend {weekend}\n}}\n");
    assert_eq!(found(&calendar("Saturday, Sunday")), Vec::<String>::new());
    assert_eq!(found(&calendar("saturday, Sun")), ["E0038 saturday -> Saturday", "E0038 Sun -> Sunday"]);
    assert_eq!(found(&calendar("Weekend")), ["E0038 Weekend -> ?"]);
}

/// Terms in brackets to the deepest are read in a moment, and more of them without brackets are told.
#[test]
fn terms_within_terms() {
    let deep = format!("{}built{}", "1 day after (".repeat(60), ")".repeat(60));
    check(&format!("when departed before {deep}"), &[]);
    check(&format!("when {deep} before departed"), &[]);
    let text = format!("rule r \"R\" {{\n    when departed before {}built\n}}\n", "1 day after ".repeat(50_000));
    assert_eq!(found(&text).len(), 1);
}

#[test]
fn codes_without_their_scheme() {
    means("when item is 8458.19", "when item is HS 8458.19", &["E0021 8458.19 -> HS 8458.19"]);
    means("when item is 3E001", "when item is ECCN 3E001", &["E0021 3E001 -> ECCN 3E001"]);
    means("when item is 64-17-5", "when item is CAS 64-17-5", &["E0021 64-17-5 -> CAS 64-17-5"]);
    means("when class is 3E001.b", "when class is ECCN 3E001.b", &["E0021 3E001.b -> ECCN 3E001.b"]);
    check("when item is 8703.23.9010", &["E0021 8703.23.9010 -> ?"]);
}

#[test]
fn word_processors_and_gazettes() {
    means("reason “too hot”", "reason \"too hot\"", &["E0015 “too hot” -> \"too hot\""]);
    means("reason «trop chaud»", "reason \"trop chaud\"", &["E0015 «trop chaud» -> \"trop chaud\""]);
    means("reason 「너무 뜨겁다」", "reason \"너무 뜨겁다\"", &["E0015 「너무 뜨겁다」 -> \"너무 뜨겁다\""]);
}

#[test]
fn full_width_and_invisible_letters() {
    means("when item is HS ８４５７．１０", "when item is HS 8457.10", &["E0016 ８４５７．１０ -> 8457.10"]);
    means("to a、b", "to a,b", &["E0016 、 -> ,"]);
    means("when （a or b）", "when (a or b)", &["E0016 （ -> (", "E0016 ） -> )"]);
    means("when any of ｛ a； b ｝", "when any of { a; b }", &["E0016 ｛ -> {", "E0016 ； -> ;", "E0016 ｝ -> }"]);
    means("from 2024–09–09", "from 2024-09-09", &["E0016 – -> -", "E0016 – -> -"]);
    means("when item is HS 8457.10¹", "when item is HS 8457.10", &["E0018 ¹ -> "]);
    means("when item is HS 84\u{AD}57", "when item is HS 8457", &["E0017 \u{AD} -> "]);
    means("when a\u{200B}b", "when ab", &["E0017 \u{200B} -> "]);
    means("reason \"a\u{202E}b\"", "reason \"ab\"", &["E0017 \u{202E} -> "]);
    means("when\u{3000}a\u{A0}and b", "when a and b", &[]);
}

#[test]
fn ends_that_do_not_say_which_day() {
    means("from 2024-01-01 until 2024-09-09", "from 2024-01-01 before 2024-09-09", &["E0022 until -> ?"]);
    means("from 2024-01-01 to 2024-09-09", "from 2024-01-01 before 2024-09-09", &["E0022 to -> ?"]);
    means("until 2024-09-09", "before 2024-09-09", &["E0022 until -> ?"]);
    means("when built until 2024-09-09", "when built before 2024-09-09", &["E0022 until -> ?"]);
}

#[test]
fn words_for_a_licence() {
    let right = "then licence required \"L\" from m";
    means("then license required \"L\" from m", right, &["E0023 license required -> licence required"]);
    means("then permit required \"L\" from m", right, &["E0023 permit required -> licence required"]);
}

#[test]
fn signs_after_a_keyword() {
    means("from = 2024-09-09", "from 2024-09-09", &["E0024 = -> "]);
    means("applies to: export", "applies to export", &["E0024 : -> "]);
    means("to: a", "to a", &["E0024 : -> "]);
}

#[test]
fn dates_in_other_forms() {
    let right = "from 2024-09-09";
    means("from 2024.9.9", right, &["E0025 2024.9.9 -> 2024-09-09"]);
    means("from 2024. 9. 9.", right, &["E0025 2024. 9. 9. -> 2024-09-09"]);
    means("from 2024-9-9", right, &["E0025 2024-9-9 -> 2024-09-09"]);
    means("from 2024년 9월 9일", right, &["E0025 2024년 9월 9일 -> 2024-09-09"]);
    means("from 20240909", right, &["E0025 20240909 -> 2024-09-09"]);
    means("from 9/9/2024", right, &["E0025 9/9/2024 -> 2024-09-09"]);
    means("from 31/12/2024", "from 2024-12-31", &["E0025 31/12/2024 -> 2024-12-31"]);
    check("from 9/10/2024", &["E0025 9/10/2024 -> ?"]);
    check("from 2024-02-30", &["E0026 2024-02-30 -> ?"]);
    check("from 2024-13-01", &["E0026 2024-13-01 -> ?"]);
}

#[test]
fn countries_and_groups() {
    means("when destination is kr", "when destination is KR", &["E0027 kr -> KR"]);
    means("when destination is Russia", "when destination is RU", &["E0027 Russia -> RU"]);
    means("when destination is ru-by", "when destination in ru-by", &["E0032 is ru-by -> in ru-by"]);
    means("when destination in RU", "when destination is RU", &["E0032 in RU -> is RU"]);
    means(
        "when destination is not RU",
        "when not destination is RU",
        &["E0031 destination is not RU -> not destination is RU"],
    );
    means(
        "when destination not in ru-by",
        "when not destination in ru-by",
        &["E0031 destination not in ru-by -> not destination in ru-by"],
    );
    means(
        "when knowledge is not none",
        "when not knowledge is none",
        &["E0031 knowledge is not none -> not knowledge is none"],
    );
    let group = |members: &str| found(&format!("group g \"G\" {{ cite annex 1; {members} }}\n"));
    assert_eq!(group("Germany"), ["E0027 Germany -> DE"]);
    assert_eq!(group("South Korea"), ["E0027 South Korea -> KR"]);
    assert_eq!(group("New Zealand from 2024-01-01"), ["E0027 New Zealand -> NZ"]);
    assert_eq!(group("RU, South Korea, IR"), ["E0027 South Korea -> KR"]);
    assert_eq!(group("RU, United States of America"), ["E0027 United States of America -> US"]);
    assert_eq!(group("germany"), ["E0010 germany -> ?"]);
}

#[test]
fn sentences_of_everyday_english() {
    means("when item in annex-1", "when item listed in annex-1", &["E0036 item in -> item listed in"]);
    means("when item is listed in a", "when item listed in a", &["E0036 item is listed in -> item listed in"]);
    means("when destination is South Korea", "when destination is KR", &["E0027 South Korea -> KR"]);
    means("when item on a entry 3", "when item listed in a entry 3", &["E0036 item on -> item listed in"]);
    means("when volts is at least 80 V", "when volts at least 80 V", &["E0037 is -> "]);
    means("when built is before 2024-01-01", "when built before 2024-01-01", &["E0037 is -> "]);
    means("when volts at least 80V", "when volts at least 80 V", &["E0034 80V -> 80 V"]);
    check("when volts greater than 80 V", &["E0001 greater than -> more than"]);
    check("when volts no less than 80 V", &["E0001 no less than -> at least"]);
    check("when volts at least 75,5 V", &["E0034 , -> ."]);
    check("when built by 2024-01-01", &["E0001 by -> through"]);
    check("when built on or before 2024-01-01", &["E0001 on or before -> through"]);
    check("when built before 1 March 2025", &["E0025 1 March 2025 -> 2025-03-01"]);
    check("when exported to listed-countries", &["E0001 exported to listed-countries -> ?"]);
    check("when a; and b", &["E0001 ; -> ?"]);
    check("when a\n    or (b and volts no less than 80 V)", &["E0001 no less than -> at least"]);
    check("when a // of course", &["E0001 / -> ?"]);
    check("when a is 'B'", &["E0001 ' -> ?"]);
    check("when volts at least 1.000 V", &["E0034 1.000 -> ?"]);
    check("when volts at least 1.250 V and volts at most 1000.000 V and amps at least 0.000 A", &[]);
}

#[test]
fn names_acts_and_numbers() {
    means("when Medical_Device", "when medical-device", &["E0028 Medical_Device -> medical-device"]);
    means("when medicalDevice", "when medical-device", &["E0028 medicalDevice -> medical-device"]);
    means("to annex_2_2", "to annex-2-2", &["E0028 annex_2_2 -> annex-2-2"]);
    check("applies to exporting", &["E0033 exporting -> export"]);
    means("when value more than 50,000 USD", "when value more than 50_000 USD", &["E0034 50,000 USD -> 50_000 USD"]);
    means("when not not a", "when a", &["E0030 not not -> ?"]);
    check("when a and b or c", &["E0029 a and b or c -> ?"]);
    check("when any of { a b }", &["E0035 b -> ?"]);
    means("reason \"a\\b\"", "reason \"a\\\\b\"", &["E0019 \\ -> \\\\"]);
}

#[test]
fn words_that_begin_nothing() {
    let lost = |clause: &str, expected: &[&str]| {
        let text = format!("rule r \"R\" {{\n    cite act 1\n    {clause}\n    then prohibited\n}}\n");
        assert_eq!(found(&text), expected, "{text}");
        let (file, _) = parse(SourceId::default(), &text);
        assert_eq!(file.items[0].body.len(), 2, "{text}");
    };
    lost("wehn a", &["E0010 wehn -> when"]);
    lost("aplies to export", &["E0010 aplies to -> applies to"]);
    lost("When a", &["E0011 When -> when"]);
    lost("frobnicate all of it", &["E0010 frobnicate -> ?"]);
    lost("when", &["E0001  -> ?"]);
    lost("to", &["E0001  -> ?"]);
    lost("cite", &["E0001  -> ?"]);
    check("cite act 2,", &["E0001  -> ?"]);
    check("when knowledge is", &["E0001  -> ?"]);
    lost("and b", &["E0001 and -> ?"]);
    lost("frm 2024-01-01", &["E0010 frm -> from"]);
    lost("if a", &["E0010 if -> when"]);
    lost("since 2029-12-01", &["E0010 since -> from"]);
    lost("covers until 2029-12-01", &["E0010 covers -> ?"]);
    lost("members RU", &["E0010 members -> ?"]);
    lost("then forbidden", &["E0001 forbidden -> prohibited"]);
    lost("from 1 December 2029", &["E0025 1 December 2029 -> 2029-12-01"]);
    lost("from Dec 1st, 2029", &["E0025 Dec 1st, 2029 -> 2029-12-01"]);
    lost("from 31 June 2029", &["E0001 31 -> ?"]);
    lost("from tomorrow", &["E0001 tomorrow -> ?"]);
    lost("만약 a", &["E0001 만약 -> ?"]);
}

#[test]
fn a_name_of_two_words_and_a_named_scenario_are_told() {
    let helps = |text: &str| {
        let (_, found) = parse(SourceId::default(), text);
        found.iter().map(|one| one.help.clone().unwrap_or_default()).collect::<Vec<_>>()
    };
    let of_duty = helps("exception e \"E\" {\n    to r\n    then exempt, on condition of prior notice\n}\n");
    assert!(of_duty[0].ends_with("a name of two words has a hyphen: `prior-notice`"), "{of_duty:?}");
    assert_eq!(helps("scenario s \"S\" {\n    given from NZ to RU\n}\n"), ["leave `s` out"]);
    let alone = helps("scenario \"S\" {\n    given civil\n    on 2024-01-01 expect prohibited\n}\n");
    assert!(alone[0].ends_with("such as `civil yes`"), "{alone:?}");
    let headline = helps("scenario \"S\" {\n    on 2024-01-01 expect no control found, with duties\n}\n");
    assert!(headline[0].starts_with("write `duty ID` for each"), "{headline:?}");
}

#[test]
fn a_finding_names_what_may_stand_there() {
    let text = "rule r \"R\" {\n    then licence required \"L\" of motie\n}\n";
    let (_, found) = parse(SourceId::default(), text);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].code, Code::SYNTAX);
    assert_eq!(found[0].message, "`of` cannot stand here; expected `from` or a language such as `ko`");
}

#[test]
fn after_an_effect_review_policies_are_named() {
    let text = "rule r \"R\" {\n    then licence required \"L\" from motie, presumption of refusal\n}\n";
    let (_, found) = parse(SourceId::default(), text);
    let help = found[0].help.clone().unwrap();
    assert!(found.len() == 1 && Policy::ALL.iter().all(|policy| help.contains(policy.words())), "{found:#?}");
}

#[test]
fn braces_and_quotes() {
    assert_eq!(found("rule r \"R\" {\n  cite act 1\n\nrule s \"S\" { cite act 2 }\n"), ["E0012 { -> ?"]);
    assert_eq!(found("rule r \"R\" { cite act 1 }\n}\nrule s \"S\" { cite act 2 }\n"), ["E0013 } -> "]);
    let text = "rule r \"R\" {\n  reason \"hot\n  cite act 1\n}\nrule s \"S\" { cite act 2 }\n";
    assert_eq!(found(text), ["E0014 \"hot -> \"hot\""]);
    let (file, _) = parse(SourceId::default(), text);
    assert_eq!(file.items.iter().map(|item| item.body.len()).collect::<Vec<_>>(), [2, 1]);
}

#[test]
fn items_that_are_none() {
    assert_eq!(found("grup g \"G\" {\n  KR\n}\nrule r \"R\" { cite act 1 }\n"), ["E0010 grup -> group"]);
    assert_eq!(found("Rule r \"R\" { cite act 1 }\n"), ["E0011 Rule -> rule"]);
    assert_eq!(found("rule r {\n  cite act 1\n}\n"), ["E0001 { -> ?"]);
    assert_eq!(found("rule \"R\" {\n  frobnicate\n}\n"), ["E0001 \"R\" -> ?", "E0010 frobnicate -> ?"]);
    assert_eq!(found("Some prose that was pasted.\nAnd more of it.\n\nrule r \"R\" { cite act 1 }\n").len(), 1);
}

#[test]
fn all_mistakes_of_a_text_are_reported_at_once() {
    let text = "rule a \"A\" {\n  cite act 1\n  wehn x\n  from 2024.9.9\n  then permit required \"L\" from m\n  foo bar\n}\nrule b \"B\" {\n  frm 2024-01-01\n  when volts >= 3 V\n  and y\n}\n";
    let expected = [
        "E0010 wehn -> when",
        "E0025 2024.9.9 -> 2024-09-09",
        "E0023 permit required -> licence required",
        "E0010 foo -> ?",
        "E0010 frm -> from",
        "E0020 >= -> at least",
    ];
    assert_eq!(found(text), expected);
    let (file, _) = parse(SourceId::default(), text);
    assert_eq!(file.items.iter().map(|item| item.body.len()).collect::<Vec<_>>(), [3, 1]);
}

#[test]
fn what_is_fine() {
    let right = parse(SourceId::default(), "rule r \"R\" {\n cite act 1\n when a\n}\n");
    for text in [
        "\u{FEFF}rule r \"R\" {\n cite act 1\n when a\n}\n",
        "rule r \"R\" {\r\n\tcite act 1\r\n\twhen a\r\n}\r\n",
        "rule r \"R\" { cite act 1; when a }",
        "  rule r\n \"R\"\n { ;cite\n act 1;; when\n a; }",
    ] {
        let (file, found) = parse(SourceId::default(), text);
        assert_eq!((file, found), right, "{text:?}");
    }
}
