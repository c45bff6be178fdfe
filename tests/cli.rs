//! The commands as they are used: what they print, where, and how they end.
#![expect(clippy::unwrap_used, reason = "a test names what it shows, and may stop where it fails")]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A folder with a new rulebook in it, gone when the test is over.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        let folder = Folder(path);
        assert_eq!(folder.run(&["new", "book"]).code, 0);
        folder
    }

    fn run(&self, arguments: &[&str]) -> Ended {
        self.run_with(arguments, "")
    }

    fn run_with(&self, arguments: &[&str], input: &str) -> Ended {
        let mut command = Command::new(env!("CARGO_BIN_EXE_cocket"));
        command.args(arguments).current_dir(&self.0).env_clear();
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
        let output = child.wait_with_output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        Ended { code: output.status.code().unwrap(), result: text(output.stdout), told: text(output.stderr) }
    }

    fn write(&self, name: &str, words: &[u8]) {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, words).unwrap();
    }

    fn replace(&self, name: &str, from: &str, to: &str) {
        let path = self.0.join(name);
        let before = fs::read_to_string(&path).unwrap();
        assert!(before.contains(from), "{name} has `{from}`");
        fs::write(&path, before.replace(from, to)).unwrap();
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

struct Ended {
    code: i32,
    result: String,
    told: String,
}

impl Ended {
    /// All of it, for a snapshot.
    fn whole(&self) -> String {
        format!("{}--- told\n{}--- ended with {}\n", self.result, self.told, self.code)
    }
}

const PUMP: [&str; 4] = ["explain", "book/examples/pump.json", "--rules", "book"];

fn explain(more: &[&str]) -> Vec<String> {
    PUMP.iter().chain(more).map(|&word| word.to_owned()).collect()
}

/// Two folders are two rulebooks, whatever their files are called, with their tables; a folder within another is read once.
#[test]
fn rules_of_several_folders_stand_side_by_side() {
    let folder = Folder::new("side-by-side");
    let law = |id: &str, rows: &str| {
        let head = format!(
            "rulebook {id} \"{id}\" {{ jurisdiction NZ; authority a \"A\"; nomenclature HS 2022; decisive date export-declared }}\n"
        );
        let list = "list l \"L\" { cite 1; match hs as HS; load \"t/l.tsv\"; complete hs from 2020-01-01 }\n";
        let rule = "rule r \"R\" { cite 2; when item listed in l; then licence required \"L\" from a, case by case }\n";
        (format!("{head}{list}{rule}"), format!("entry\ths\tfrom\n{rows}\t2020-01-01\n"))
    };
    for (place, id, rows) in
        [("one/first.cocket", "nz.one", "1\t8413.11"), ("two/second.cocket", "nz.two", "1\t8413.19")]
    {
        let (text, table) = law(id, rows);
        folder.write(place, text.as_bytes());
        folder.write(&format!("{}/t/l.tsv", place.split_once('/').unwrap().0), table.as_bytes());
    }
    let absolute = folder.0.join("two").display().to_string();
    for paths in [
        ["one", "two"],
        ["one/first.cocket", "two/second.cocket"],
        ["one", "./two/"],
        ["one", "../side-by-side/two"],
        ["one", &absolute],
    ] {
        let ended = folder.run(&["check", paths[0], paths[1]]);
        assert!(ended.told.contains("2 rulebooks, 2 provisions, 2 entries in 2 lists"), "{paths:?}: {}", ended.whole());
        for (code, requires, does_not) in [("841311", "nz.one/r", "nz.two/r"), ("841319", "nz.two/r", "nz.one/r")] {
            let shipment = format!(
                r#"{{"format": "shipment/1", "id": "S1", "country_of_export": "NZ", "country_of_destination": "AU",
                "dates": {{"export_declared": "2031-01-02"}},
                "lines": [{{"line": "1", "codes": [{{"scheme": "HS", "edition": "2022", "value": "{code}"}}]}}]}}"#
            );
            folder.write("s.json", shipment.as_bytes());
            let rules = ["--rules", paths[0], "--rules", paths[1], "--format", "json"];
            let told = folder.run(&[&["explain", "s.json"], &rules[..]].concat()).whole();
            let by = |rule: &str| told.contains(&format!("\"rule\": \"{rule}\""));
            assert!(by(requires) && !by(does_not), "{paths:?}: {told}");
        }
    }
    for paths in [["one", "."], [".", "one"]] {
        let ended = folder.run(&["check", paths[0], paths[1]]);
        assert!(ended.told.contains("3 rulebooks"), "{paths:?}: {}", ended.whole());
    }
}

/// What the other commands print, whole.
#[test]
fn every_command_is_shown_whole() {
    let folder = Folder::new("commands");
    insta::assert_snapshot!("schema", folder.run(&["schema"]).whole());
    insta::assert_snapshot!("schema_ruling", folder.run(&["schema", "--ruling"]).whole());
    insta::assert_snapshot!("new", folder.run(&["new", "other"]).whole());
    folder.write("book/crooked.cocket", b"part of x\ngroup g \"G\" { KR,RU }\n");
    insta::assert_snapshot!("fmt_check", folder.run(&["fmt", "--check", "book"]).whole());
    insta::assert_snapshot!("help", folder.run(&["help"]).whole());
}

#[test]
fn a_new_rulebook_is_without_findings_and_its_scenarios_pass() {
    let folder = Folder::new("new");
    insta::assert_snapshot!("check", folder.run(&["check", "book"]).whole());
    insta::assert_snapshot!("test", folder.run(&["test", "book", "--all"]).whole());
    let again = folder.run(&["new", "book"]);
    assert_eq!((again.code, again.result.as_str()), (2, ""));
    assert_eq!(folder.run(&["fmt", "--check", "book"]).code, 0, "a new rulebook is in canonical style");
}

#[test]
fn a_ruling_in_every_form() {
    let folder = Folder::new("forms");
    for (name, more) in [
        ("explain_text", vec![]),
        ("explain_full", vec!["--depth", "full"]),
        ("explain_korean", vec!["--lang", "ko,en", "--depth", "short"]),
        ("explain_plain", vec!["--plain"]),
        ("explain_markdown", vec!["--format", "markdown"]),
        ("explain_json", vec!["--format", "json"]),
        ("explain_why_not", vec!["--why-not", "drinking-water"]),
        ("explain_on", vec!["--on", "2029-12-31", "--depth", "short"]),
        ("explain_assume", vec!["--assume", "for-drinking-water=yes", "--depth", "short"]),
    ] {
        let arguments = explain(&more);
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        insta::assert_snapshot!(name, folder.run(&arguments).whole());
    }
}

#[test]
fn how_a_run_ends() {
    let folder = Folder::new("ends");
    let code = |more: &[&str]| {
        let arguments = explain(more);
        folder.run(&arguments.iter().map(String::as_str).collect::<Vec<_>>()).code
    };
    assert_eq!(code(&[]), 0);
    assert_eq!(code(&["--fail-on", "licence_required"]), 1);
    assert_eq!(code(&["--fail-on", "prohibited"]), 0);
    assert_eq!(code(&["--fail-on", "undetermined"]), 0);
    assert_eq!(code(&["--why-not", "drinking-watr"]), 2);
    assert_eq!(code(&["--on", "2030-02-30"]), 2);
    assert_eq!(code(&["--line", "7"]), 4);
    assert_eq!(code(&["nowhere.json"]), 4);
    folder.replace("book/examples/pump.json", "8413.11", "84");
    assert_eq!(code(&["--fail-on", "undetermined"]), 5);
    folder.replace("book/rulebook.cocket", "destination in watched", "destination in wathced");
    assert_eq!(code(&[]), 3);
}

/// What only a presumption keeps off may yet be: a gate stops for it, though the ruling on the facts shown is milder.
#[test]
fn a_gate_stops_for_what_is_only_presumed_away() {
    let folder = Folder::new("presumed");
    let prohibited = "rule pumps \"Pumps\" { cite notice 1; when item is HS 8413; then prohibited }\n\
         exception known \"Known use\" { cite notice 1; to pumps; presumed unless shown otherwise; \
         when for-drinking-water; then exempt }\nnot encoded \"Transit\" {";
    folder.replace("book/rulebook.cocket", "not encoded \"Transit\" {", prohibited);
    let ends = |more: &[&str]| {
        let arguments = explain(more);
        folder.run(&arguments.iter().map(String::as_str).collect::<Vec<_>>())
    };
    assert!(ends(&[]).result.starts_with("pump: LICENCE REQUIRED"), "{}", ends(&[]).result);
    assert_eq!(ends(&["--fail-on", "prohibited"]).code, 1);
    assert_eq!(ends(&["--fail-on", "prohibited", "--assume", "for-drinking-water=yes"]).code, 0);
}

#[test]
fn what_is_refused_is_told_and_the_rest_assessed() {
    let folder = Folder::new("refused");
    folder.write(
        "bad.json",
        br#"{"format": "shipment/1", "id": "B", "lines": [{"line": "1", "codes": [{"scheme": "HS", "value": 101}]}]}"#,
    );
    folder.write("binary.json", b"PK\x03\x04\0\0");
    let ended = folder.run(&[
        "explain",
        "bad.json",
        "binary.json",
        "book",
        "none.json",
        "book/examples/pump.json",
        "--rules",
        "book",
        "--depth",
        "short",
    ]);
    insta::assert_snapshot!("explain_several", ended.whole());
}

#[test]
fn standard_input_may_hold_several() {
    let folder = Folder::new("several");
    let pump = fs::read_to_string(folder.0.join("book/examples/pump.json")).unwrap();
    let two = format!("{pump}\n{}", pump.replace("\"id\": \"pump\"", "\"id\": \"other\""));
    let ended = folder.run_with(&["explain", "-", "--rules", "book", "--format", "json"], &two);
    assert_eq!(ended.code, 0);
    assert!(ended.result.starts_with("[\n") && ended.result.contains("\"shipment\": \"other\""), "{}", ended.result);
}

#[test]
fn rules_that_do_not_compile() {
    let folder = Folder::new("broken");
    folder.replace("book/rulebook.cocket", "destination in watched", "destination in wathced");
    insta::assert_snapshot!("check_broken", folder.run(&["check", "book"]).whole());
    insta::assert_snapshot!("check_broken_plain", folder.run(&["check", "book", "--plain"]).whole());
    insta::assert_snapshot!("check_broken_json", folder.run(&["check", "book", "--format", "json"]).whole());
}

#[test]
fn a_wrong_count_is_a_finding() {
    let folder = Folder::new("count");
    folder.replace("book/rulebook.cocket", " 2 entries from", " 3 entries from");
    insta::assert_snapshot!("check_count", folder.run(&["check", "book"]).whole());
    assert_eq!(folder.run(&["check", "book", "--deny", "warnings"]).code, 3);
}

#[test]
fn a_scenario_that_fails_says_where_it_parts() {
    let folder = Folder::new("fails");
    folder.replace(
        "book/scenarios.cocket",
        "expect licence required, case by case",
        "expect prohibited, not by watch-licence",
    );
    insta::assert_snapshot!("test_fails", folder.run(&["test", "book"]).whole());
}

#[test]
fn files_that_cannot_be_read_are_told_in_a_sentence() {
    let folder = Folder::new("files");
    let told = |arguments: &[&str]| {
        let ended = folder.run(arguments);
        format!("{} {}", ended.code, ended.told)
    };
    assert_eq!(told(&["check", "nowhere"]), "2 cocket: `nowhere` does not exist\n");
    fs::create_dir(folder.0.join("empty")).unwrap();
    assert_eq!(told(&["check", "empty"]), "2 cocket: there is no rule file (`*.cocket`) below `empty`\n");
    folder.write("book/extra.cocket", b"part of xx.watch\n\xff");
    let not_text = "3 cocket: `book/extra.cocket` is not UTF-8: byte 17 (line 2) is 0xff; save the file as UTF-8\n";
    assert_eq!(told(&["check", "book"]), not_text);
    folder.write("book/extra.cocket", b"part\0");
    assert_eq!(told(&["check", "book"]), "3 cocket: `book/extra.cocket` is not a text file (it holds zero bytes)\n");
}

#[test]
fn a_text_in_another_style_is_formatted_in_place() {
    let folder = Folder::new("fmt");
    let canonical = fs::read_to_string(folder.0.join("book/scenarios.cocket")).unwrap();
    folder.replace("book/scenarios.cocket", "    given ", "  given ");
    let checked = folder.run(&["fmt", "--check", "book"]);
    assert_eq!((checked.code, checked.result.as_str()), (1, "book/scenarios.cocket\n"));
    assert_eq!(folder.run(&["fmt", "book"]).code, 0);
    assert_eq!(fs::read_to_string(folder.0.join("book/scenarios.cocket")).unwrap(), canonical);
}

#[test]
fn what_the_rules_ask() {
    let folder = Folder::new("asks");
    insta::assert_snapshot!("facts", folder.run(&["facts", "--rules", "book"]).whole());
    assert_eq!(folder.run(&["schema", "--rules", "book"]).code, 0);
    let template = folder.run(&["schema", "--template", "--rules", "book"]).result;
    assert_eq!(folder.run_with(&["explain", "-", "--rules", "book"], &template).code, 0, "the template is a shipment");
}

/// The commands about the law's text refuse what they cannot mean, and say what they could.
#[test]
fn names_and_days_that_make_no_text() {
    let folder = Folder::new("texts");
    let told = |arguments: &[&str]| {
        let ended = folder.run(&[arguments, &["--rules", "book"]].concat());
        assert_eq!(ended.result, "", "{arguments:?}");
        format!("{} {}", ended.code, ended.told)
    };
    assert_eq!(
        told(&["text", "watch-licence"]),
        "2 cocket: say which day's law is meant: `--on DATE`; it is never today's unless you say so\n"
    );
    assert!(told(&["text", "--on", "2030-02-30"]).contains("the calendar has no such day"));
    assert!(told(&["text", "--on", "2030-02-03", "--known-on", "soon"]).contains("write it as YYYY-MM-DD"));
    assert_eq!(
        told(&["text", "--on", "2030-02-03", "watch-licenec", "nothing-at-all"]),
        "2 cocket: nothing in the rules is called `watch-licenec`; did you mean `watch-licence`?\n\
         cocket: nothing in the rules is called `nothing-at-all`\n"
    );
    assert!(told(&["history", "xx.watch"]).starts_with("2 cocket: `xx.watch` is a rulebook; "));
    assert!(told(&["history"]).contains("required arguments were not provided"));
    folder.replace("book/rulebook.cocket", "destination in watched", "destination in wathced");
    assert!(told(&["history", "watch-licence"]).starts_with("3 "));
    assert!(told(&["text", "--on", "2030-02-03"]).starts_with("3 "));
}

#[test]
fn a_new_rulebook_has_a_text_and_a_history() {
    let folder = Folder::new("text");
    let text = folder.run(&["text", "--on", "2030-02-03", "--rules", "book"]);
    assert_eq!((text.code, text.told.as_str()), (0, ""));
    assert!(text.result.contains("rule watch-licence: "), "{}", text.result);
    let forms = ["text", "plain", "markdown", "json", "html"];
    for form in forms {
        let history = folder.run(&["history", "watch-licence", "--rules", "book", "--format", form]);
        assert_eq!((history.code, history.told.as_str()), (0, ""), "{form}");
        assert!(history.result.contains("watch-licence"), "{form}: {}", history.result);
    }
}

#[test]
fn help_of_codes_and_commands() {
    let folder = Folder::new("help");
    assert!(folder.run(&["help", "e0104"]).result.starts_with("# E0104"));
    assert!(folder.run(&["help", "explain"]).result.contains("--why-not"));
    let ended = folder.run(&["help", "explan"]);
    assert_eq!(
        (ended.code, ended.told.as_str()),
        (2, "cocket: there is no code or command `explan`; did you mean `explain`?\n")
    );
}

#[test]
fn the_rulebooks_that_ship_are_part_of_the_program() {
    let folder = Folder::new("shipped");
    assert_eq!(folder.run(&["check"]).code, 0);
    assert_eq!(folder.run(&["facts"]).code, 0);
}

#[test]
fn the_depth_shortens_json_too() {
    let folder = Folder::new("depth");
    let length = |depth: &[&str]| {
        let lathe = concat!(env!("CARGO_MANIFEST_DIR"), "/rules/kr/situational/examples/lathe-monday.json");
        let all = [&["explain", lathe, "--format", "json"], depth].concat();
        let ended = folder.run(&all);
        assert_eq!((ended.code, ended.result.contains("\"derivation\"")), (0, true));
        ended.result.len()
    };
    let (whole, full) = (length(&[]), length(&["--depth", "full"]));
    let (decisive, short) = (length(&["--depth", "decisive"]), length(&["--depth", "short"]));
    assert_eq!(whole, full, "programs get everything unless they ask for less");
    assert!(short < decisive && decisive < full, "{short} {decisive} {full}");
}

/// The lathe of the Korean examples, with one thing about it changed.
fn lathe_with(folder: &Folder, from: &str, to: &str) -> String {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/rules/kr/situational/examples/lathe-monday.json");
    let lathe = fs::read_to_string(path).unwrap();
    assert!(lathe.contains(from));
    let ended = folder.run_with(&["explain", "-", "--plain"], &lathe.replacen(from, to, 1));
    assert_eq!(ended.code, 0, "{}", ended.told);
    ended.result.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn of_several_lines_a_question_names_the_line_it_asks_about() {
    let folder = Folder::new("several-lines");
    let rules = r#"
rulebook nz.seals "Seals" {
    jurisdiction NZ; authority office "Export office"; authentic en; time zone Pacific/Auckland; decisive date export-declared
}
fact sealed : yes or no { of line; ask "Is it sealed?" }
rule unsealed "What is not sealed needs a licence" {
    cite act 1
    when not sealed
    then licence required "Licence" from office
}
"#;
    folder.write("seals.cocket", rules.as_bytes());
    let shipment = r#"{"format": "shipment/1", "id": "two", "activity": "export", "dates": {"export_declared": "2024-05-01"},
        "lines": [{"line": "first", "facts": {"sealed": "yes"}}, {"line": "second"}]}"#;
    let ended = folder.run_with(&["explain", "-", "--rules", "seals.cocket", "--format", "json"], shipment);
    let ruling: serde_json::Value = serde_json::from_str(&ended.result).unwrap_or_else(|_| panic!("{}", ended.told));
    let questions = ruling["questions"].as_array().unwrap();
    let asked: Vec<_> = questions.iter().filter(|question| question["id"] == "sealed").collect();
    assert_eq!(asked.len(), 1, "{questions:?}");
    assert_eq!((&asked[0]["of"], &asked[0]["pointers"][0]), (&"second".into(), &"/lines/1/facts/sealed".into()));
}

#[test]
fn a_code_of_another_edition_is_said_to_be_of_another_edition() {
    let told = lathe_with(&Folder::new("edition"), r#""edition": "2022""#, r#""edition": "2017""#);
    assert!(told.contains("HS 8458.19 is a code of edition 2017, and"), "{told}");
    assert!(told.contains("Under which code of HS 2022 does the item fall?"), "{told}");
}

#[test]
fn where_declared_and_known_destination_differ_it_is_said_which_was_read() {
    let known = r#""country_of_destination": "KZ", "country_of_ultimate_destination": "RU""#;
    let told = lathe_with(&Folder::new("destinations"), r#""country_of_destination": "RU""#, known);
    assert!(told.contains("KZ is declared, and the end destination known is RU: read as bound for RU"), "{told}");
}

#[test]
fn an_assumption_about_what_is_stated_is_told_to_be_without_use() {
    let folder = Folder::new("assume-stated");
    let ended = folder.run(&[&PUMP[..], &["--assume", "export-declared=2029-01-01"]].concat());
    assert_eq!(ended.code, 0);
    assert!(ended.told.contains("`--assume export-declared=2029-01-01` is not used"), "{}", ended.told);
    assert!(!ended.result.contains("2029-01-01"), "{}", ended.result);
}

/// A control number that a spreadsheet would read as 3 × 10¹ stays what it is: in the rule, the table, the shipment, and in
/// the ruling as JSON and as Markdown.
#[test]
fn a_control_number_like_an_exponent_stays_as_it_is() {
    let folder = Folder::new("exponent");
    let rules = r#"
rulebook nz.dual "Dual-use goods" {
    jurisdiction NZ; authority office "Export office"; authentic en
    nomenclature HS 2022; time zone Pacific/Auckland; decisive date export-declared
}
list dual "Dual-use list" {
    cite act 1; match hs as HS; classified by dual-number; load "dual.tsv"
    complete hs from 2024-01-01; complete dual-number from 2024-01-01
}
classification dual-number "Dual-use number" { cite act 1; scheme NZ-DUAL; ask "Which number?" }
rule listed "Entry 3E001 needs a licence" {
    cite act 1
    when item listed in dual entry "3E001"
    then licence required "Licence" from office
}
"#;
    folder.write("dual.cocket", rules.as_bytes());
    folder.write("dual.tsv", b"entry\ths\tfrom\n3E001\t\t2024-01-01\n30\t\t2024-01-01\n");
    let shipment = r#"{"format": "shipment/1", "id": "exponent", "country_of_export": "NZ",
        "country_of_destination": "AU", "dates": {"export_declared": "2024-05-01"},
        "lines": [{"line": "1", "codes": [{"scheme": "NZ-DUAL", "value": "3E001"}]}]}"#;
    let check = folder.run(&["check", "dual.cocket"]);
    assert_eq!(check.code, 0, "{}{}", check.result, check.told);
    for format in ["json", "markdown", "plain"] {
        let ended = folder.run_with(&["explain", "-", "--rules", "dual.cocket", "--format", format], shipment);
        assert_eq!((ended.code, ended.told.as_str()), (0, ""), "{format}");
        assert!(ended.result.contains("3E001"), "{format}: {}", ended.result);
        for mangled in ["3.00E+01", "3e001", "3E1", "3E+", "30.0"] {
            assert!(!ended.result.contains(mangled), "{format} has {mangled}: {}", ended.result);
        }
    }
    let formatted = folder.run_with(&["fmt", "-"], rules);
    assert!(formatted.result.contains("entry 3E001\n"), "{}{}", formatted.result, formatted.told);
}

/// Unknown never becomes no: a number of a list of an earlier day does not tell whether the item is on the list of this one.
#[test]
fn a_number_that_has_left_its_list_tells_nothing_and_it_is_said_until_when_it_stood_there() {
    let folder = Folder::new("dead-number");
    let rules = r#"
rulebook nz.dual "Dual-use goods" {
    jurisdiction NZ; authority office "Export office"; authentic en
    nomenclature HS 2022; time zone Pacific/Auckland; decisive date export-declared
}
classification dual-number "Dual-use number" { cite act 1; scheme NZ-DUAL; ask "Which number?" }
list dual "Dual-use list" { cite act 1; classified by dual-number; load "dual.tsv"; complete dual-number from 2020-01-01 }
rule listed "Listed items need a licence" {
    cite act 1
    when item listed in dual
    then licence required "Licence" from office
}
"#;
    folder.write("dual/dual.cocket", rules.as_bytes());
    folder.write("dual/dual.tsv", b"entry\tfrom\tbefore\n1A\t2020-01-01\t2024-03-01\n1B\t2024-03-01\t\n");
    let on = |day: &str, number: &str| {
        let shipment = format!(
            r#"{{"format": "shipment/1", "id": "S", "country_of_export": "NZ", "country_of_destination": "AU",
            "dates": {{"export_declared": "{day}"}},
            "lines": [{{"line": "1", "codes": [{{"scheme": "NZ-DUAL", "value": "{number}"}}]}}]}}"#
        );
        folder.run_with(&["explain", "-", "--rules", "dual", "--plain"], &shipment).result
    };
    assert!(on("2024-02-29", "1A").contains("S: LICENCE REQUIRED"), "{}", on("2024-02-29", "1A"));
    let gone = on("2024-03-01", "1A");
    assert!(gone.contains("S: UNDETERMINED"), "{gone}");
    assert!(gone.contains("1A was a number of “Dual-use list” until 2024-02-29, 1 day earlier"), "{gone}");
    assert!(on("2024-03-01", "1B").contains("S: LICENCE REQUIRED"), "{}", on("2024-03-01", "1B"));
    let not_yet = on("2024-02-29", "1B");
    assert!(not_yet.contains("S: NO CONTROL FOUND") && not_yet.contains("entry 1B does from 2024-03-01"), "{not_yet}");
}

/// Unknown never becomes no: a list may go by control numbers alone.
#[test]
fn an_item_without_a_control_number_may_be_on_a_list_that_goes_by_nothing_else() {
    let folder = Folder::new("numbers-alone");
    let rules = r#"
rulebook nz.dual "Dual-use goods" {
    jurisdiction NZ; authority office "Export office"; authentic en
    nomenclature HS 2022; time zone Pacific/Auckland; decisive date export-declared
}
list dual "Dual-use list" { cite act 1; match eccn as ECCN; load "dual.tsv"; complete eccn from 2020-01-01 }
rule listed "Listed items need a licence" {
    cite act 1
    when item listed in dual
    then licence required "Licence" from office
}
"#;
    folder.write("dual.cocket", rules.as_bytes());
    folder.write("dual.tsv", b"entry\teccn\tfrom\n1\t3A001\t2020-01-01\n2\t4A001\t2020-01-01\n");
    let asked = |codes: &str| {
        let shipment = format!(
            r#"{{"format": "shipment/1", "id": "number", "country_of_export": "NZ", "country_of_destination": "AU",
            "dates": {{"export_declared": "2024-05-01"}}, "lines": [{{"line": "1", "codes": [
            {{"scheme": "HS", "edition": "2022", "value": "8458.19"}}{codes}]}}]}}"#
        );
        folder.run_with(&["explain", "-", "--rules", "dual.cocket", "--plain"], &shipment).result
    };
    let silent = asked("");
    assert!(silent.contains("UNDETERMINED"), "{silent}");
    assert!(silent.contains("What is the item's code in ECCN? Give it, or none."), "{silent}");
    let none = asked(r#", {"scheme": "ECCN", "value": "none", "status": "expert", "determined_on": "2024-04-30"}"#);
    assert!(none.contains("NO CONTROL FOUND"), "{none}");
    let listed = asked(r#", {"scheme": "ECCN", "value": "3A001"}"#);
    assert!(listed.contains("LICENCE REQUIRED"), "{listed}");
}

/// One look at an entry goes through its whole list: an entry that looks at its own list would look at itself.
#[test]
fn an_entry_that_asks_for_another_of_its_own_list_is_refused() {
    let folder = Folder::new("own-list");
    let rules = r#"
rulebook nz.dual "Dual-use goods" {
    jurisdiction NZ; authority office "Export office"; authentic en
    nomenclature HS 2022; time zone Pacific/Auckland; decisive date export-declared
}
list dual "Dual-use list" { cite act 1; match hs as HS; load "dual.tsv" }
entry 1 of dual "With entry 2" { cite act 1; when item listed in dual entry 2 }
rule listed "Listed" { cite act 1; when item listed in dual; then licence required "Licence" from office }
"#;
    folder.write("dual.cocket", rules.as_bytes());
    folder.write("dual.tsv", b"entry\ths\tfrom\n1\t8458.19\t2020-01-01\n2\t8458\t2020-01-01\n");
    let check = folder.run(&["check", "dual.cocket"]);
    assert_eq!(check.code, 3, "{}{}", check.result, check.told);
    assert!(format!("{}{}", check.result, check.told).contains("E0151"), "{}{}", check.result, check.told);
}

/// The README shows a piece of a history as it is printed.
#[test]
fn the_readme_shows_a_piece_of_a_history() {
    let readme = fs::read_to_string("README.md").unwrap();
    let (_, after) = readme.split_once("## The law itself\n").unwrap();
    let shown = after.split("```\n").nth(1).unwrap();
    let printed = Folder::new("readme-history").run(&["history", "annex-2-2"]).result;
    assert!(printed.contains(shown), "{printed}");
}

/// The README shows what its command prints, up to where it leaves off, with the hashes of the texts as they are.
#[test]
fn the_readme_shows_what_is_printed() {
    shown_in_readme(&["rules/kr/situational/examples/lathe-monday.json", "--rules", "rules/kr"]);
}

#[test]
fn the_readme_shows_the_walk_through() {
    shown_in_readme(&["rules/kr/situational/examples/walkthrough.json"]);
}

fn shown_in_readme(asked: &[&str]) {
    let readme = fs::read_to_string("README.md").unwrap();
    let (_, after) = readme.split_once(&format!("-- explain {}\n", asked.join(" "))).unwrap();
    let (_, after) = after.split_once("```\n").unwrap();
    let (shown, _) = after.split_once("  …\n```").unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_cocket")).arg("explain").args(asked).env_clear().output().unwrap();
    let printed = String::from_utf8(output.stdout).unwrap();
    let lines = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
    let (shown, printed) = (lines(shown), lines(&printed));
    assert_eq!(shown, printed[..shown.len()]);
}
