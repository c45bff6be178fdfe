//! The compiler's middle: rule texts in, a model and every mistake out.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use cocket::Sources;
use cocket::diagnostic::{Diagnostic, Severity};
use cocket::model::{EffectKind, Expectation, Given, Kind, Model, Operand, Part, Provision, Test};
use cocket::parse::parse;
use cocket::resolve::resolve;
use cocket::vocab::{Date, Period};

const HEAD: &str = r#"
rulebook nz.orchids "Orchid control" {
    jurisdiction  NZ
    authority     board "Orchid board"
    nomenclature  HS 2022
    time zone     Pacific/Auckland
    decisive date export-declared
}
"#;

/// Resolves texts; what the parser says comes first.
fn run(texts: &[(&str, &str)]) -> (Model, Vec<Diagnostic>, Sources) {
    let mut sources = Sources::new();
    for (name, text) in texts {
        sources.add(*name, *text);
    }
    let mut said = Vec::new();
    let mut files = Vec::new();
    for (id, name, text) in sources.in_order() {
        if name.ends_with(".cocket") {
            let (file, faults) = parse(id, text);
            said.extend(faults);
            files.push((id, file));
        }
    }
    let (model, faults) = resolve(&files, &sources);
    said.extend(faults);
    (model, said, sources)
}

/// A rulebook of one file beside the usual head, with a table `flowers.tsv`.
fn with_head(rules: &str) -> (Model, Vec<Diagnostic>, Sources) {
    run(&[("nz/rules.cocket", &format!("{HEAD}\n{rules}")), ("nz/flowers.tsv", FLOWERS)])
}

/// The rulebook as it compiles; any error is shown.
fn sound(rules: &str) -> Model {
    let (model, said, sources) = with_head(rules);
    let errors: Vec<String> =
        said.iter().filter(|d| d.severity() == Severity::Error).map(|d| shown(d, &sources)).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    model
}

fn shown(d: &Diagnostic, sources: &Sources) -> String {
    let place = d.span().map(|span| sources.place(span)).unwrap_or_default();
    format!("{place} {} {} | {}", d.code.0, d.message, d.help.as_deref().unwrap_or_default())
}

/// Code, message and help of everything but findings on citations.
fn said(rules: &str) -> Vec<(String, String, String)> {
    let (_, said, _) = with_head(rules);
    let others = said.into_iter().filter(|d| d.code.0 != "W0100");
    others.map(|d| (d.code.0.to_owned(), d.message, d.help.unwrap_or_default())).collect()
}

fn day(written: &str) -> Date {
    Date::parse(written).unwrap()
}

const FLOWERS: &str = "entry\ths\tfrom\tbefore\tfirst_listed\twound_down\tdescription\n\
    1\t0602.90\t2020-01-01\t\t2019-01-01\t2020-06-01\tPlants\n\
    2\t0603.13\t2020-01-01\t2022-01-01\t?\t\tCut orchids\n\
    3\t\t2021-05-01\t\t\t?\tSeedlings in flask\n";

const LIST: &str = r#"
classification flask-entries "Flask entries" { cite annex 1; scheme NZ-FLASK; ask "Which entry?"; may be clarified }
list flowers "Controlled flowers" {
    cite          annex 1
    match         hs as HS
    classified by flask-entries
    load          "flowers.tsv"
    complete      hs from 2020-01-01
    complete      flask-entries from 2021-05-01
    states        2 entries from 2020-01-01
}
"#;

#[test]
fn mistakes_are_named_with_their_fix() {
    let cases: &[(&str, &str, &str, &str)] = &[
        (
            "group islands \"Islands\" { cite a; FJ }\nrule r \"R\" { cite a; when destination in island; then prohibited }",
            "E0104",
            "no group is called `island`",
            "did you mean `islands`?",
        ),
        (
            "group islands \"Islands\" { cite a; FJ, XQ }",
            "E0120",
            "`XQ` is no country code of ISO 3166-1",
            "write the two capital letters of ISO 3166-1, such as `DE`; a territory as `UA-43`",
        ),
        (
            "rule r \"R\" { cite a; when contract-signed before value; then prohibited }",
            "E0130",
            "`contract-signed` is a date, and `value` is an amount of money",
            "compare values of one type",
        ),
        (
            "fact height : quantity in mm { ask \"How high?\" }\nrule r \"R\" { cite a; when height at least 3; then prohibited }",
            "E0130",
            "`height` is a quantity of length, and the number `3` is a bare number",
            "a quantity carries its unit: write it after the number",
        ),
        (
            "fact height : quantity in mm { ask \"How high?\" }\nrule r \"R\" { cite a; when height at least 3 kg; then prohibited }",
            "E0133",
            "`height` is a quantity of length, and `3 kg` is a quantity of mass",
            "write the amount in a unit of the same dimension",
        ),
        (
            "rule r \"R\" { cite a; when condition; then prohibited }",
            "E0131",
            "`condition` is one of `new`, `used` and `refurbished`, not yes or no",
            "write `condition is VALUE`",
        ),
        (
            "duty d \"D\" { cite a; by exporter }\nrule r \"R\" { cite a; when always; then duty d }",
            "E0110",
            "a duty has no clause `by`",
            "write `on exporter` for who has to do it",
        ),
        (
            "duty d \"D\" { cite a; due 5 years after export-declared }\nrule r \"R\" { cite a; when always; then duty d }",
            "E0001",
            "it is not said whether that is a deadline or how long it lasts",
            "write `due within …` for a deadline, `due for …` for how long",
        ),
        (
            "duty d \"D\" { cite a; for 5 years after export-declared }\nrule r \"R\" { cite a; when always; then duty d }",
            "E0010",
            "`for` does not begin a clause in this form",
            "a duty says how long: `due for 5 years after DATE`",
        ),
        (
            "duty d \"D\" { cite a; on exporter; due before exported }\nrule r \"R\" { cite a; then duty d }",
            "E0104",
            "no fact is called `exported`",
            "did you mean `export-declared`?",
        ),
        (
            "rule r \"R\" { cite a; when condition is usde; then prohibited }",
            "E0123",
            "`usde` is not a value of `condition`",
            "did you mean `used`?",
        ),
        (
            "rule r \"R\" { cite a; when item is HS 0603.1; then prohibited }",
            "E0121",
            "`HS 0603.1` has 5 digits, and tariff codes have an even number",
            "a digit is lost, or one too many; did you mean `0603.11`, `0603.12`, `0603.13`, `0603.14`, `0603.15` or `0603.19`?",
        ),
        (
            "rule r \"R\" { cite a; from 2024-01-01 before 2023-01-01; when always; then prohibited }",
            "E0140",
            "no day lies `from 2024-01-01` `before 2023-01-01`",
            "put the later day last; `through D` includes D, `before D` does not",
        ),
        (
            "rule r \"R\" { cite a; when always; then exempt }",
            "E0154",
            "a rule requires something, and this relieves",
            "write it as an `exception` with `to RULE`",
        ),
        (
            "rule a \"A\" { cite a; only if no b; when always; then prohibited }\nrule b \"B\" { cite a; only if no a; when always; then prohibited }",
            "E0151",
            "rules give way to each other in a circle: `a` → `b` → `a`",
            "take one of them out of `only if no` or out of the order of review",
        ),
        (
            "exception e \"E\" { cite a; to f; when always }\nexception f \"F\" { cite a; to e; when always }",
            "E0151",
            "exceptions except each other in a circle: `e` → `f` → `e`",
            "take one of the names out of `to`",
        ),
        (
            "disputed d \"D?\" { reading one \"One\" { cite a; when always } }",
            "E0152",
            "`d` has 1 of at least two readings",
            "add the other `reading`, with its citation; where nobody differs, write a `define`",
        ),
        (
            "duty keep \"Keep\" { cite a; due before condition }",
            "E0135",
            "`condition` is one of `new`, `used` and `refurbished`, and a date is wanted here",
            "name a fact of type `date`, such as `export-declared`",
        ),
    ];
    for (rules, code, message, help) in cases {
        let wanted = ((*code).to_owned(), (*message).to_owned(), (*help).to_owned());
        assert_eq!(said(rules), [wanted], "{rules}");
    }
}

#[test]
fn one_mistake_does_not_echo() {
    let rules = "fact height : quantity in furlongs { ask \"How high?\" }\n\
        define tall \"Tall\" { cite a; when height at least 3 m and destination in nowhere }\n\
        rule r \"R\" { cite a; when tall; then prohibited }\n\
        exception e \"E\" { cite a; to r; when not tall; then exempt }";
    let codes: Vec<String> = said(rules).into_iter().map(|(code, _, _)| code).collect();
    assert_eq!(codes, ["E0122", "E0104"]);
}

/// What cannot be read is told once: neither the clause it leaves missing nor the name it leaves unknown is told too,
/// and a mistake elsewhere still is.
#[test]
fn what_cannot_be_read_does_not_echo() {
    let rules = "rule lilies \"Lilies\" {\n    cite law 1\n    when destination is FJ\n    then prohibited from board\n}\n\n\
        rule orchids Orchids {\n    cite law 2\n    when always\n    then prohibited\n}\n\n\
        exception e \"E\" {\n    cite law 3\n    to orchids\n    when destination in nowhere\n    then exempt\n}\n\n\
        rule ferns \"Ferns\" {\n    cite law 4\n    when always\n}\n";
    let sources = Sources::new().with("nz/rules.cocket", format!("{HEAD}\n{rules}"));
    let found = cocket::Rulebook::compile(&sources).unwrap_err();
    let shown: Vec<String> = found.iter().map(|d| shown(d, &sources)).collect();
    let codes: Vec<&str> = found.iter().map(|d| d.code.0).collect();
    assert_eq!(codes, ["E0001", "E0001", "E0104", "E0112"], "{shown:#?}");
    assert!(shown.iter().any(|line| line.contains("`nowhere`")), "{shown:#?}");
    assert!(shown.iter().any(|line| line.contains("a rule needs a clause `then`")), "{shown:#?}");
}

#[test]
fn lists_come_out_dated_and_keyed() {
    let model = sound(LIST);
    let list = model.lists.first().unwrap();
    assert_eq!(list.entries.len(), 3);
    let second = list.entries.get(1).unwrap();
    assert_eq!(second.period, Period { from: Some(day("2020-01-01")), before: Some(day("2022-01-01")) });
    assert_eq!(second.codes.first().unwrap().1.text(), "060313");
    assert_eq!(list.complete.iter().map(|window| window.part).collect::<Vec<_>>(), [Part::Column(0), Part::Classified]);
    let changed: Vec<Date> = model.classifications.first().unwrap().changed.iter().map(|(day, _)| *day).collect();
    assert_eq!(changed, [day("2021-05-01")], "entries by classification change what is made under it");
    assert_eq!(model.rulebooks.first().unwrap().files, ["nz/flowers.tsv", "nz/rules.cocket"]);
}

#[test]
fn the_first_positive_listing_binds_the_entry() {
    let rules = format!(
        "{LIST}\nlist others \"Others\" {{ cite annex 2; match hs as HS; classified by flask-entries; load \"flowers.tsv\" }}\n\
         rule r \"R\" {{ cite a; when not item listed in others and (item listed in flowers and item listed in others); then prohibited }}\n\
         exception e \"E\" {{ cite a; to r; when contract-signed before listed-entry.wound-down; then not required by this rule }}"
    );
    let model = sound(&rules);
    let mut bound = Vec::new();
    let rule = model.provisions.first().unwrap();
    listings(&rule.condition.as_ref().unwrap().test, &mut bound);
    assert_eq!(bound, [(1, false), (0, true), (1, false)]);
    let Test::Compare(_, _, right) = &model.provisions.get(1).unwrap().condition.as_ref().unwrap().test else {
        unreachable!("a comparison was written")
    };
    assert_eq!(right, &Operand::EntryDate("wound_down".to_owned()));
}

fn listings(test: &Test, found: &mut Vec<(usize, bool)>) {
    match test {
        Test::Listed { lists, binds, .. } => found.extend(lists.iter().map(|list| (list.index(), *binds))),
        Test::All(parts) | Test::Any(parts) => parts.iter().for_each(|part| listings(&part.test, found)),
        Test::Not(inner) => listings(&inner.test, found),
        _ => {}
    }
}

#[test]
fn a_listed_entry_needs_a_rule_about_listed_items() {
    let codes = |rules: &str| said(rules).into_iter().map(|(code, _, _)| code).collect::<Vec<_>>();
    let exception = "exception e \"E\" { cite a; to r; when contract-signed before listed-entry.from; then exempt }";
    let any = format!(
        "{LIST}\nrule r \"R\" {{ cite a; when any of {{ item listed in flowers; destination is FJ }}; then prohibited }}\n{exception}"
    );
    assert_eq!(codes(&any), ["E0150"], "a listing under `any of` binds nothing");
    let all = format!("{LIST}\nrule r \"R\" {{ cite a; when item listed in flowers; then prohibited }}\n{exception}");
    assert_eq!(codes(&all), Vec::<String>::new());
}

#[test]
fn unless_is_an_exception_of_its_own() {
    let model = sound(
        "rule r \"R\" { cite law 1; when always; unless destination is FJ; then prohibited }\n\
         exception e \"E\" { cite law 2; to r; when condition is used; unless origin is AU; then exempt }",
    );
    let ids: Vec<&str> = model.provisions.iter().map(|provision| provision.id.as_str()).collect();
    assert_eq!(ids, ["r", "r/unless-1", "e", "e/unless-1"]);
    let lifts = model.provisions.get(1).unwrap();
    assert_eq!(lifts.kind, Kind::Exception);
    assert_eq!(lifts.label.english, "unless destination is FJ");
    assert_eq!(lifts.effect.as_ref().unwrap().kind, EffectKind::NotRequired);
    assert_eq!(lifts.cites.first().unwrap().text, "law 1");
    assert_eq!(lifts.to.iter().map(|id| id.index()).collect::<Vec<_>>(), [0]);
    assert!(model.provisions.get(3).unwrap().effect.is_none(), "it cancels the relief");
}

#[test]
fn groups_are_worked_out() {
    let model = sound(
        "group near \"Near\" { cite a; FJ; AU from 2020-01-01 through 2021-12-31; members uncertain TO from 2019-01-01 before 2020-01-01 because \"not known\" }\n\
         group far \"Far\" { cite a; all countries; without group near; without NZ }",
    );
    let far = model.groups.get(1).unwrap();
    let of = |code: &str| {
        let own = far.members.iter().filter(|member| member.place.to_string() == code);
        own.map(|member| (member.period.to_string(), member.uncertain)).collect::<Vec<_>>()
    };
    assert_eq!(of("NZ"), []);
    assert_eq!(of("FJ"), []);
    assert_eq!(of("DE"), [("always".to_owned(), false)]);
    assert_eq!(of("AU"), [("before 2020-01-01".to_owned(), false), ("from 2022-01-01".to_owned(), false)]);
    assert_eq!(
        of("TO"),
        [
            ("before 2019-01-01".to_owned(), false),
            ("from 2020-01-01".to_owned(), false),
            ("from 2019-01-01 before 2020-01-01".to_owned(), true)
        ]
    );
}

#[test]
fn an_instrument_gives_the_day_where_none_is_stated() {
    let model = sound(
        "instrument notice \"Notice\" { published 2024-02-01; in force 2024-03-01 }\n\
         rule r \"R\" { cite a; by notice; when always; then prohibited }\n\
         rule s \"S\" { cite a; by notice; from 2024-05-01; when always; then prohibited }",
    );
    let in_force = |provision: &Provision| provision.force.iter().map(|one| one.in_force).collect();
    let force: Vec<Vec<Period>> = model.provisions.iter().map(in_force).collect();
    assert_eq!(force, [vec![Period::since(day("2024-03-01"))], vec![Period::since(day("2024-05-01"))]]);
}

#[test]
fn an_order_of_review_gives_way() {
    let model = sound(
        "rule a \"A\" { cite a; when always; then prohibited }\nrule b \"B\" { cite a; when always; then prohibited }\n\
         rule c \"C\" { cite a; when always; then prohibited }\norder of review c, a, b { cite a }",
    );
    let ways: Vec<Vec<usize>> =
        model.provisions.iter().map(|p| p.only_if_no.iter().map(|id| id.index()).collect()).collect();
    assert_eq!(ways, [vec![2], vec![2, 0], vec![]]);
}

#[test]
fn scenarios_are_typed() {
    let model = sound(&format!(
        "{LIST}\nfact sick : yes or no {{ ask \"Sick?\" }}\nrule r \"R\" {{ cite a; when item listed in flowers; then prohibited }}\n\
         scenario \"One\" {{\n given HS 0603.13, export, from NZ to FJ, sick no, flask-entries none determined 2021-06-01\n\
         on 2021-06-02, known on 2021-06-03 expect prohibited, by r (entry 2), not settled\n}}"
    ));
    let case = model.scenarios.first().unwrap().cases.first().unwrap();
    assert_eq!(case.on, Some(day("2021-06-02")));
    assert_eq!(case.known_on, Some(day("2021-06-03")));
    assert_eq!(case.given.len(), 6);
    assert!(matches!(case.given.last(), Some(Given::Classified(_, Some(None), Some(_)))), "{:?}", case.given);
    let by = case.expect.iter().find(|(kind, _)| matches!(kind, Expectation::By(_, Some(entry)) if entry == "2"));
    assert!(by.is_some(), "{:?}", case.expect);
}

#[test]
fn two_rulebooks_name_each_other_s_things() {
    let (model, said, sources) = run(&[
        ("nz/rules.cocket", HEAD),
        (
            "nz/scenarios/day.cocket",
            "part of nz.orchids\n\nscenario \"A day\" { on 2024-01-01 expect no control found }",
        ),
        ("nz/regions.cocket", "part of nz.orchids\n\ngroup islands \"Islands\" { cite a; FJ }"),
        ("au/rules.cocket", &HEAD.replace("nz.orchids", "au.ferns").replace("NZ", "AU")),
        (
            "au/more.cocket",
            "part of au.ferns\n\nrule r \"R\" { cite a; when destination in nz.orchids/islands; then prohibited }",
        ),
    ]);
    assert!(said.is_empty(), "{:#?}", said.iter().map(|d| shown(d, &sources)).collect::<Vec<_>>());
    assert_eq!(model.rulebooks.iter().map(|book| book.id.as_str()).collect::<Vec<_>>(), ["au.ferns", "nz.orchids"]);
    let files: Vec<&str> = model.rulebooks.iter().flat_map(|book| &book.files).map(String::as_str).collect();
    assert_eq!(
        files,
        ["au/more.cocket", "au/rules.cocket", "nz/regions.cocket", "nz/rules.cocket", "nz/scenarios/day.cocket"]
    );
    let rule = model.provisions.first().unwrap();
    assert!(matches!(rule.condition.as_ref().unwrap().test, Test::InGroup(_, group) if group.index() == 0));
}

/// Whether a count that can be checked is stated of the list to which a table's rows belong.
fn is_counted(model: &Model, sources: &Sources, table: &str) -> bool {
    let of_table = |entry: &cocket::model::Entry| sources.name(entry.span.source) == table;
    let lists = model.lists.iter().filter(|list| list.entries.iter().any(of_table));
    lists.into_iter().any(|list| list.states.iter().any(|count| count.not_checkable.is_none()))
}

#[test]
fn the_rulebooks_that_ship_compile() {
    let texts = shipped();
    let (model, said, sources) = run(&borrowed(&texts));
    let wrong = said.iter().filter(|d| d.severity() == Severity::Error || d.code.0 == "W0104");
    let wrong: Vec<String> = wrong.map(|d| shown(d, &sources)).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(!model.rulebooks.is_empty());
}

/// Taking out a row anywhere in the tables of a list that ships, and states its size, is found. A list whose makers' count
/// cannot be checked, or of which only a part is at hand, cannot tell; a table of marks has no count.
#[test]
fn a_row_lost_from_a_shipped_table_is_found_by_its_count() {
    let all = shipped();
    for (table, _) in all.iter().filter(|(name, _)| name.ends_with(".tsv") && !name.contains("vocabulary")) {
        // Each rulebook stands by itself.
        let own = |name: &String| name.contains("vocabulary") || same_rulebook(name, table);
        let texts: Vec<_> = all.iter().filter(|(name, _)| own(name)).cloned().collect();
        for number in [0, 7, usize::MAX] {
            let mut texts = texts.clone();
            let (_, text) = texts.iter_mut().find(|(name, _)| name == table).unwrap();
            *text = without_row(text, number);
            let (model, said, sources) = run(&borrowed(&texts));
            if !is_counted(&model, &sources, table) {
                continue;
            }
            let counts: Vec<String> =
                said.iter().map(|d| shown(d, &sources)).filter(|d| d.contains(" W0104 ")).collect();
            assert!(
                counts.iter().any(|d| d.contains("by `") && d.contains("1 too few")),
                "{table} {number}: {said:#?}"
            );
        }
    }
}

/// Whether two files are of one rulebook: below the same folder of `rules/<jurisdiction>/<regime>/`.
fn same_rulebook(one: &str, other: &str) -> bool {
    let folder =
        |name: &str| name.trim_start_matches("rules/").split('/').take(2).map(str::to_owned).collect::<Vec<_>>();
    folder(one) == folder(other)
}

/// A table without that row, or without its last one.
fn without_row(text: &str, number: usize) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let first = lines.iter().position(|line| !line.starts_with('#')).unwrap() + 1;
    let lost = first.saturating_add(number).min(lines.len() - 1);
    let kept = lines.iter().enumerate().filter(|(at, _)| *at != lost).map(|(_, line)| *line);
    kept.collect::<Vec<_>>().join("\n")
}

fn shipped() -> Vec<(String, String)> {
    let mut texts = Vec::new();
    gather(std::path::Path::new("rules"), &mut texts);
    texts
}

fn borrowed(texts: &[(String, String)]) -> Vec<(&str, &str)> {
    texts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect()
}

fn gather(folder: &std::path::Path, into: &mut Vec<(String, String)>) {
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            gather(&path, into);
        } else if path.extension().is_some_and(|ending| ending == "cocket" || ending == "tsv") {
            into.push((path.to_str().unwrap().to_owned(), std::fs::read_to_string(&path).unwrap()));
        }
    }
}

#[test]
fn a_table_without_tabs_is_told_once() {
    let rules =
        format!("{HEAD}\n{LIST}\nrule r \"R\" {{ cite act 1; when item listed in flowers entry 1; then prohibited }}");
    let (_, said, _) =
        run(&[("nz/rules.cocket", &rules), ("nz/flowers.tsv", "entry  hs  from\n1  0602.90  2020-01-01\n")]);
    let [only] = said.as_slice() else { panic!("{said:#?}") };
    assert_eq!(only.code.0, "E0172");
    assert!(only.help.as_deref().unwrap().contains("separate the columns by tabs"), "{only:#?}");
}

#[test]
fn codes_that_are_offered_exist() {
    let help = |code: &str| {
        let (_, _, help) =
            said(&format!("rule r \"R\" {{ cite act 1; when item is {code}; then prohibited }}")).remove(0);
        help
    };
    assert_eq!(help("HS 8413.1"), "a digit is lost, or one too many; did you mean `8413.11` or `8413.19`?");
    assert_eq!(help("HS 8413.112"), "a digit is lost, or one too many; did you mean `8413.11`?");
    assert_eq!(help("HS 602.90"), "a digit is lost, or one too many; did you mean `0602.90`?");
    assert_eq!(help("HS 8499.9"), "compare it with the source, digit by digit");
}

#[test]
fn a_union_is_a_jurisdiction_and_no_place() {
    let rules = "rule r \"R\" { cite act 1; when destination is EU; then prohibited }";
    let union = HEAD.replace("NZ", "EU");
    let (model, found, _) = run(&[("nz/rules.cocket", &union)]);
    assert!(found.is_empty() && model.rulebooks.first().unwrap().jurisdiction.code() == "EU", "{found:#?}");
    let refused = said(rules);
    let [(code, _, help)] = refused.as_slice() else { panic!("{refused:#?}") };
    assert_eq!((code.as_str(), help.contains("no place")), ("E0120", true));
}

/// Words of a table are held against all rules about its entries together, and codes of one scheme may be given side by side.
#[test]
fn what_is_compared_somewhere_is_no_slip() {
    let list = |name: &str| {
        format!(
            "list {name} \"{name}\" {{ cite a; match hs as HS; load \"{name}.tsv\"; complete hs from 2020-01-01 }}\n"
        )
    };
    let rule = |name: &str, list: &str, more: &str| {
        format!("rule {name} \"{name}\" {{ cite a; when item listed in {list} and {more}; then prohibited }}\n")
    };
    let table = |words: &[&str]| {
        let row = |(at, word): (usize, &&str)| format!("{at}\t{}\t2020-01-01\t{word}\n", ["8457.10", "8458.11"][at]);
        format!("entry\ths\tfrom\tpart\n{}", words.iter().enumerate().map(row).collect::<String>())
    };
    let head = "rulebook nz.a \"A\" { jurisdiction NZ; authority office \"O\"; nomenclature HS 2022; time zone Pacific/Auckland; decisive date export-declared }\n";
    let found = |rules: &str, l: &[&str], m: &[&str]| {
        let text = format!("{head}{}{}{rules}", list("l"), list("m"));
        let sources = cocket::Sources::new().with("a.cocket", text).with("l.tsv", table(l)).with("m.tsv", table(m));
        let said = match cocket::Rulebook::compile(&sources) {
            Ok(book) => book.findings().to_vec(),
            Err(said) => panic!("{said:?}"),
        };
        said.into_iter().filter(|one| one.code.0 == "W0113").map(|one| one.message).collect::<Vec<_>>()
    };
    let is = |word: &str| format!("listed-entry.part is \"{word}\"");
    // A named condition that two rules read, each of another list.
    let named = format!("define part \"Part\" {{ cite a; when {} or {} }}\n", is("A"), is("B"));
    let both = format!("{named}{}{}", rule("r", "l", "part"), rule("s", "m", "part"));
    assert_eq!(found(&both, &["A"], &["B"]), [""; 0]);
    // Small and capital letters, each named by a rule.
    let letters = format!("{}{}", rule("r", "l", &is("A")), rule("s", "l", &is("a")));
    assert_eq!(found(&letters, &["A", "a"], &["A"]), [""; 0]);
    let one = rule("r", "l", &is("A"));
    assert_eq!(found(&one, &["A", "a"], &["A"]), ["the row says `a` under `part`, which is not the `A` of a rule"]);
    assert_eq!(found(&rule("r", "l", &is("Z")), &["A"], &["A"]), ["no row says `Z` under `part`"]);
}

/// Codes of one scheme may be several; another fact has one value in one `given`.
#[test]
fn one_thing_is_given_once_and_codes_may_be_several() {
    let given = |more: &str| {
        let text = format!(
            "rulebook nz.a \"A\" {{ jurisdiction NZ; authority office \"O\"; nomenclature HS 2022; time zone Pacific/Auckland; decisive date export-declared }}\n\
             classification tools \"Tools\" {{ cite a; scheme TOOLS; ask \"Under which?\" }}\n\
             fact sealed : yes or no {{ ask \"Sealed?\" }}\n\
             rule r \"R\" {{ cite a; when tools is \"1\" and sealed; then prohibited }}\n\
             scenario \"S\" {{ given export, from NZ to AU, {more}\n on 2024-01-01 expect prohibited }}\n"
        );
        let said = cocket::Rulebook::compile(&cocket::Sources::new().with("a.cocket", text)).err().unwrap_or_default();
        said.into_iter().map(|one| one.code.0.to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(given("tools \"1\", tools \"2\", sealed yes"), [""; 0]);
    assert_eq!(given("tools \"1\", sealed yes, sealed no"), ["E0191"]);
    assert_eq!(given("tools \"1\", sealed yes, origin CN, origin RU"), ["E0191"]);
}
