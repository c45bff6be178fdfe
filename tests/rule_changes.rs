//! Rule changes tested as code is: accepted rulings, the clause behind a change, what the cases try, proposals, mutants.
#![expect(clippy::unwrap_used, reason = "a test names what it shows, and may stop where it fails")]

use cocket::shipment::Shipment;
use cocket::{Rulebook, Sources, rulebook};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What is embedded for rulings leaves the scenarios out, and nothing else; a test more is no other law.
#[test]
fn what_ships_without_its_scenarios_is_the_same_law() {
    let compiled = |sources: &Sources| Rulebook::compile(sources).unwrap();
    let (bare, whole) = (compiled(&rulebook::shipped()), compiled(&rulebook::shipped_with_scenarios()));
    let law = |book: &Rulebook| book.clauses().into_iter().map(|one| (one.id, one.fingerprint)).collect::<Vec<_>>();
    assert_eq!(law(&bare), law(&whole));
    assert!(bare.model().scenarios.is_empty() && whole.model().scenarios.len() > 100);
    let nothing = Shipment::default();
    let hashes = |book: &Rulebook| {
        let applied = book.assess(&nothing).law.rulebooks.into_iter();
        applied.map(|book| (book.id, book.sha256)).collect::<Vec<_>>()
    };
    assert_eq!(hashes(&bare), hashes(&whole));
}

/// A folder of its own, gone when the test is over.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Folder {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("rule-changes-{name}"));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Folder(path)
    }

    /// The first rulebook that `cocket new` writes.
    fn first(name: &str) -> Folder {
        let folder = Folder::new(name);
        assert_eq!(folder.run(&["new", "book"]).code, 0);
        fs::create_dir_all(folder.0.join("book/cases")).unwrap();
        fs::copy(folder.0.join("book/examples/pump.json"), folder.0.join("book/cases/pump.json")).unwrap();
        folder
    }

    /// The Korean rulebook as it ships, with its example shipments as cases.
    fn korea(name: &str) -> Folder {
        let folder = Folder::new(name);
        copy(Path::new("rules/kr/situational"), &folder.0.join("kr"));
        let cases = folder.0.join("kr/cases");
        let _ = fs::remove_dir_all(&cases);
        fs::create_dir_all(&cases).unwrap();
        for lathe in ["friday", "monday", "contract-before", "contract-same-day", "belarus"] {
            let file = format!("lathe-{lathe}.json");
            fs::copy(folder.0.join("kr/examples").join(&file), cases.join(&file)).unwrap();
        }
        folder
    }

    fn run(&self, arguments: &[&str]) -> Ended {
        self.run_where(arguments, &[])
    }

    fn run_where(&self, arguments: &[&str], variables: &[(&str, &str)]) -> Ended {
        let mut command = Command::new(env!("CARGO_BIN_EXE_cocket"));
        command.args(arguments).current_dir(&self.0).env_clear().envs(variables.iter().copied());
        let output = command.output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        Ended { code: output.status.code().unwrap(), result: text(output.stdout), told: text(output.stderr) }
    }

    fn replace(&self, name: &str, from: &str, to: &str) {
        let before = self.read(name);
        assert!(before.contains(from), "{name} has `{from}`");
        fs::write(self.0.join(name), before.replace(from, to)).unwrap();
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.0.join(name)).unwrap()
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
    fn whole(&self) -> String {
        format!("{}--- told\n{}--- ended with {}\n", self.result, self.told, self.code)
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() { copy(&path, &target) } else { fs::copy(&path, &target).map(|_| ()).unwrap() }
    }
}

/// "Change 2024-09-09 to 2024-09-10 in a copy of the rules: `cocket test` fails, names the clause, and groups every affected
/// case under it."
#[test]
fn a_date_moved_by_a_day_is_told_as_the_one_cause_of_every_case() {
    let folder = Folder::korea("moved-day");
    assert_eq!(folder.run(&["test", "kr", "--accept", "new", "--because", "read against the notice"]).code, 0);
    assert_eq!(folder.run(&["test", "kr"]).code, 0);
    folder.replace("kr/amendments/notice-35.cocket", "in force   2024-09-09", "in force   2024-09-10");
    let failed = folder.run(&["test", "kr", "--format", "json"]);
    assert_eq!(failed.code, 1);
    let run: serde_json::Value = serde_json::from_str(&failed.result).unwrap();
    let groups = run["groups"].as_array().unwrap();
    assert_eq!(groups.len(), 1, "{groups:#?}");
    assert_eq!(groups[0]["cause"]["id"], "kr.situational/notice-35");
    assert_eq!(groups[0]["cause"]["how"], "changed");
    let all = |name: &str, is_so: fn(&serde_json::Value) -> bool| {
        run[name].as_array().unwrap().iter().filter(|one| is_so(one)).count()
    };
    let failed_cases = all("scenarios", |one| one["passed"] == false);
    let changed_rulings = all("rulings", |one| one.get("changed").is_some());
    assert!(failed_cases > 20 && changed_rulings == 5, "{failed_cases} cases, {changed_rulings} rulings");
    assert_eq!(groups[0]["failed"].as_array().unwrap().len(), failed_cases);
    assert_eq!(groups[0]["changed"].as_array().unwrap().len(), changed_rulings);
    let told = folder.run(&["test", "kr"]).result;
    let group = told.find("instrument kr.situational/notice-35 changed (amendments/notice-35.cocket:").unwrap();
    assert!(told[group..].contains("4 newly released"), "{}", &told[group..]);
    assert!(told.contains("lathe-monday   NEWLY RELEASED"));
}

/// A first acceptance, a change of the law, a change of words, and what stands for no shipment.
#[test]
fn rulings_are_accepted_with_a_reason() {
    let folder = Folder::first("accepted");
    insta::assert_snapshot!("new", folder.run(&["test", "book"]).whole());
    let accept = |which: &str| folder.run(&["test", "book", "--accept", which, "--because", "as the act says"]);
    insta::assert_snapshot!("accepted", accept("new").whole());
    insta::assert_snapshot!("kept", folder.read("book/cases/accepted/pump.verdicts"));
    assert_eq!(folder.run(&["test", "book"]).code, 0);

    folder.replace("book/rulebook.cocket", "\"Listed items need a licence\"", "\"Listed items are under licence\"");
    let words = folder.run(&["test", "book"]);
    insta::assert_snapshot!("other-words", words.whole());
    assert_eq!(accept("words").code, 0);

    folder.replace("book/rulebook.cocket", "from office, policy of denial", "from office, denial in all cases");
    insta::assert_snapshot!("other-verdict", folder.run(&["test", "book"]).whole());
    assert_eq!(accept("no-such-clause").code, 2);
    assert_eq!(accept("all").code, 1, "a scenario still expects what was");

    fs::remove_file(folder.0.join("book/cases/pump.json")).unwrap();
    insta::assert_snapshot!("gone", folder.run(&["test", "book"]).whole());
    accept("all");
    assert!(!folder.0.join("book/cases/accepted/pump.verdicts").exists());
    insta::assert_snapshot!("reasons", folder.read("book/cases/accepted/reasons.md"));
}

/// A kept ruling tells of the rulebook under which it was ruled, and of nothing else that is loaded.
#[test]
fn a_kept_ruling_does_not_hang_on_what_else_is_loaded() {
    let folder = Folder::korea("alone");
    assert_eq!(folder.run(&["test", "kr", "--accept", "new", "--because", "read against the notice"]).code, 0);
    copy(Path::new("rules/eu"), &folder.0.join("eu"));
    let beside = folder.run(&["test", "kr", "eu", "--only", "cases/"]);
    assert_eq!(beside.code, 0, "{}", beside.result);
    assert!(beside.result.contains("5 rulings: 5 as accepted, 0 otherwise"), "{}", beside.result);
}

#[test]
fn nothing_is_written_where_builds_run_nor_without_a_reason() {
    let folder = Folder::first("refused");
    let accept = ["test", "book", "--accept", "new", "--because", "as the act says"];
    let built = folder.run_where(&accept, &[("CI", "true")]);
    assert_eq!((built.code, built.told.contains("nothing is accepted where builds run")), (2, true), "{}", built.told);
    assert_eq!(folder.run(&["test", "book", "--accept", "new"]).code, 2);
    assert_eq!(folder.run(&["test", "book", "--accept", "new", "--because", "  "]).code, 2);
    assert!(!folder.0.join("book/cases/accepted").exists());
    // A review asks a person; nobody sits here.
    let review = folder.run(&["test", "book", "--review"]);
    assert_eq!((review.code, review.told.contains("a review asks on a terminal")), (1, true), "{}", review.told);
}

/// What cannot be read as accepted rulings is told with its line.
#[test]
fn broken_files_under_cases_are_told() {
    let folder = Folder::first("broken");
    folder.run(&["test", "book", "--accept", "new", "--because", "as the act says"]);
    let path = folder.0.join("book/cases/accepted/pump.verdicts");
    let kept = fs::read_to_string(&path).unwrap();
    fs::write(&path, kept.replace("case pump", "cas pump")).unwrap();
    let broken = folder.run(&["test", "book"]);
    assert_eq!(broken.code, 4);
    assert!(broken.told.contains("line 3: a `case` is looked for here"), "{}", broken.told);
}

/// A shipment that is refused is told as that, in every form; the others are ruled, and nothing of it is called gone.
#[test]
fn a_refused_shipment_does_not_hide_the_others() {
    let folder = Folder::first("refused-one");
    let pump = folder.read("book/cases/pump.json");
    fs::write(folder.0.join("book/cases/other.json"), pump.replace("\"pump\"", "\"other\"")).unwrap();
    folder.run(&["test", "book", "--accept", "new", "--because", "as the act says"]);
    folder.replace("book/cases/other.json", "\"shipment/1\"", "\"shipment/9\"");
    insta::assert_snapshot!("refused", folder.run(&["test", "book"]).whole());
    insta::assert_snapshot!(
        "refused-json",
        folder.run(&["test", "book", "--format", "json", "--only", "cases/"]).whole()
    );
    insta::assert_snapshot!(
        "refused-junit",
        folder.run(&["test", "book", "--format", "junit", "--only", "cases/"]).whole()
    );
    let coverage = folder.run(&["test", "book", "--coverage"]);
    assert_eq!((coverage.code, coverage.told.contains("cases/other.json: other is refused")), (4, true));
    assert!(coverage.result.contains("clauses that hold"), "{}", coverage.result);
}

/// The lock and the reasons are written by `--accept` and by nobody else; what is lost or altered is told, and taken once more.
#[test]
fn records_that_are_lost_or_altered_are_told() {
    let folder = Folder::first("records");
    let accept = |which: &str| folder.run(&["test", "book", "--accept", which, "--because", "as the act says"]);
    accept("new");
    let file = |name: &str| folder.0.join("book/cases/accepted").join(name);
    for name in ["law.lock", "reasons.md", "pump.verdicts", "pump.words"] {
        let whole = fs::read_to_string(file(name)).unwrap();
        fs::remove_file(file(name)).unwrap();
        insta::assert_snapshot!(format!("lost-{name}"), folder.run(&["test", "book"]).whole());
        fs::write(file(name), whole).unwrap();
    }
    let altered = |name: &str, from: &str, to: &str| {
        let whole = fs::read_to_string(file(name)).unwrap();
        assert!(whole.contains(from), "{name} has `{from}`");
        fs::write(file(name), whole.replace(from, to)).unwrap();
        let told = folder.run(&["test", "book"]);
        fs::write(file(name), whole).unwrap();
        assert_eq!(told.code, 1, "{}", told.result);
        told.result
    };
    let reasons = altered("reasons.md", "as the act says", "as somebody says");
    assert!(reasons.contains("cases/accepted/reasons.md is not as `--accept` wrote it"), "{reasons}");
    let lock = altered("law.lock", "\txx.watch/watch-licence", "0\txx.watch/watch-licence");
    assert!(lock.contains("cases/accepted/law.lock is not as `--accept` wrote it"), "{lock}");
    let grounds = altered("pump.verdicts", "    xx.watch/watch-list#1\n", "");
    assert!(grounds.contains("the same ruling on other clauses"), "{grounds}");
    assert!(grounds.contains("      + xx.watch/watch-list#1"), "{grounds}");
    // What is lost is not put right on the way, but by name.
    fs::remove_file(file("law.lock")).unwrap();
    fs::remove_file(file("pump.words")).unwrap();
    let other = folder.read("book/cases/pump.json").replace("\"pump\"", "\"other\"");
    fs::write(folder.0.join("book/cases/other.json"), other).unwrap();
    let refused = accept("new");
    assert_eq!((refused.code, refused.told.contains("`--accept damaged` comes first")), (2, true), "{}", refused.told);
    fs::remove_file(folder.0.join("book/cases/other.json")).unwrap();
    let mended = accept("damaged");
    assert_eq!((mended.code, mended.told.as_str()), (0, "accepted: 2; not accepted: 0\n"), "{}", mended.result);
    assert_eq!(folder.run(&["test", "book"]).code, 0);
}

#[test]
fn shipments_in_folders_below_are_ruled() {
    let folder = Folder::first("below");
    fs::create_dir_all(folder.0.join("book/cases/2031/may")).unwrap();
    fs::rename(folder.0.join("book/cases/pump.json"), folder.0.join("book/cases/2031/may/pump.json")).unwrap();
    let new = folder.run(&["test", "book"]).result;
    assert!(new.contains("    cases/2031/may/pump.json: pump\n"), "{new}");
    assert_eq!(folder.run(&["test", "book", "--accept", "new", "--because", "as the act says"]).code, 0);
    assert!(folder.0.join("book/cases/accepted/2031/may/pump.verdicts").is_file());
    let again = folder.run(&["test", "book"]);
    assert_eq!((again.code, again.result.contains("1 ruling: 1 as accepted")), (0, true), "{}", again.result);
}

/// An edited shipment is called that, whatever its ruling; what was free and is stopped is called out as the reverse is.
#[test]
fn edited_shipments_and_what_is_newly_stopped_are_named() {
    let folder = Folder::first("edited");
    folder.replace("book/cases/pump.json", "\"AU\"", "\"BR\"");
    let accept = |which: &str| folder.run(&["test", "book", "--accept", which, "--because", "as the act says"]);
    assert_eq!(accept("new").code, 0);
    folder.replace("book/cases/pump.json", "\"BR\"", "\"AU\"");
    insta::assert_snapshot!("edited", folder.run(&["test", "book"]).whole());
    assert_eq!(accept("edited").code, 0);
    assert!(folder.read("book/cases/accepted/reasons.md").contains("(edited, another verdict, newly stopped)"));
}

/// What is taken is told once, and what is left as it is then; where there is nothing, nothing is written.
#[test]
fn accepting_tells_what_it_takes_and_nothing_of_nothing() {
    let folder = Folder::first("taken");
    let accept = |which: &str| folder.run(&["test", "book", "--accept", which, "--because", "as the act says"]);
    let first = accept("new");
    assert_eq!(first.result.matches("cases/pump.json: pump").count(), 1, "{}", first.result);
    assert!(!first.result.contains("right so?"), "{}", first.result);
    let reasons = folder.read("book/cases/accepted/reasons.md");
    let nothing = accept("all");
    assert_eq!((nothing.code, nothing.told.as_str()), (0, "cocket: there is nothing to accept; nothing was written\n"));
    assert_eq!(folder.read("book/cases/accepted/reasons.md"), reasons);
    // Two clauses behind one ruling: either name is known.
    folder.replace("book/rulebook.cocket", "from office, policy of denial", "from office, denial in all cases");
    folder.replace("book/rulebook.cocket", "\"Drinking water\"", "\"Water to drink\"");
    let told = folder.run(&["test", "book"]).result;
    let also = told.lines().find_map(|line| line.strip_prefix("  some of them also rest on: ")).unwrap().to_owned();
    let taken = accept(also.split(", ").next().unwrap());
    assert!(taken.told.contains("accepted: 1; not accepted: 0"), "{told}\n{}", taken.told);
}

#[test]
fn a_run_for_programs_and_build_servers() {
    let folder = Folder::first("forms");
    folder.run(&["test", "book", "--accept", "new", "--because", "as the act says"]);
    folder.replace("book/rulebook.cocket", "from office, policy of denial", "from office, denial in all cases");
    insta::assert_snapshot!("json", folder.run(&["test", "book", "--format", "json"]).whole());
    let junit = folder.run(&["test", "book", "--format", "junit"]);
    insta::assert_snapshot!("junit", junit.whole());
    let some = folder.run(&["test", "book", "--only", "no such words"]);
    assert_eq!((some.code, some.told.contains("nothing has the words")), (2, true), "{}", some.told);
}

#[test]
fn what_the_cases_try_is_measured() {
    let folder = Folder::first("coverage");
    insta::assert_snapshot!("coverage", folder.run(&["test", "book", "--coverage", "--all"]).whole());
    let page = folder.run(&["test", "book", "--coverage", "html", "--into", "out/coverage.html"]);
    assert_eq!((page.code, page.result.as_str()), (0, ""));
    insta::assert_snapshot!("coverage-page", folder.read("out/coverage.html"));
    insta::assert_snapshot!("coverage-lcov", folder.run(&["test", "book", "--coverage", "lcov"]).whole());
    assert_eq!(folder.run(&["test", "book", "--coverage", "--at-least", "100"]).code, 1);
    assert_eq!(folder.run(&["test", "book", "--coverage", "--at-least", "10"]).code, 0);
}

/// What is asked with `--at-least` is the line that is shown; of the changes of the rules it is said why the run fails.
#[test]
fn what_is_asked_and_not_reached_is_told() {
    let folder = Folder::first("at-least");
    let told = folder.run(&["test", "book", "--coverage", "--at-least", "100"]);
    let line = told.result.lines().find(|line| line.contains("(--at-least)")).unwrap();
    let percent = line.rsplit(' ').nth(1).unwrap();
    let why = format!("cocket: xx.watch tries {percent} % of its rules, and 100 % are asked\n");
    assert_eq!((told.code, told.told), (1, why));
    let mutated = folder.run(&["mutate", "book", "--at-least", "101"]);
    assert!(
        mutated.told.ends_with("of the changes of xx.watch are noticed, and 101 % are asked\n"),
        "{}",
        mutated.told
    );
}

/// In a trace file a line of which anything is taken is no line that never ran.
#[test]
fn a_line_with_a_taken_branch_was_run() {
    let folder = Folder::first("lcov-lines");
    let trace = folder.run(&["test", "book", "--coverage", "lcov"]).result;
    let taken = trace.lines().filter_map(|line| line.strip_prefix("BRDA:")).filter(|branch| branch.ends_with(",1"));
    let lines: Vec<&str> = taken.filter_map(|branch| branch.split(',').next()).collect();
    assert!(!lines.is_empty());
    for line in lines {
        assert!(trace.contains(&format!("DA:{line},1\n")), "line {line}:\n{trace}");
    }
}

/// What does not go together is refused, not passed over; a name that nothing has is told with the nearest.
#[test]
fn options_that_do_not_go_together_are_refused() {
    let folder = Folder::first("options");
    for options in [
        "--generate --into out",
        "--generate --coverage",
        "--generate --at-least 5",
        "--generate --format json",
        "--coverage --format json",
        "--coverage --only pump",
        "--coverage --entries",
        "--into out",
        "--because x",
        "--review --because x",
        "--review --format json",
        "--review --only pump",
        "--accept all --because x --only pump",
        "--jobs 0",
    ] {
        let mut arguments = vec!["test", "book"];
        arguments.extend(options.split(' '));
        let ended = folder.run(&arguments);
        assert_eq!((ended.code, ended.result.as_str()), (2, ""), "{options}");
        assert!(ended.told.starts_with("error: "), "{options}: {}", ended.told);
    }
    assert_eq!(folder.run(&["mutate", "book", "--jobs", "0"]).code, 2);
    let unknown = folder.run(&["test", "book", "--generate", "drinking-wate"]);
    let why = "cocket: nothing in the rules is called `drinking-wate`; did you mean `drinking-water`?\n";
    assert_eq!((unknown.code, unknown.told.as_str()), (2, why));
    assert_eq!(folder.run(&["test", "book", "--generate", "xx.watch/drinking-water"]).code, 0);
}

/// Where the rule does not hold, it is the rule that is behind an opening that is not there.
#[test]
fn an_opening_that_is_not_there_is_told_by_what_decides() {
    let folder = Folder::first("openings");
    let cases = "
scenario \"Openings\" {
    given  HS 8413.11, export, from NZ to AU
    on     2030-01-01, to BR  expect opening drinking-water
    on     2030-01-01, for-drinking-water no  expect opening drinking-water
}
";
    let written = folder.read("book/scenarios.cocket") + cases;
    fs::write(folder.0.join("book/scenarios.cocket"), written).unwrap();
    insta::assert_snapshot!("openings", folder.run(&["test", "book", "--only", "Openings"]).whole());
}

/// A code that a case adds stands beside those that are given; `none` takes a classification back.
#[test]
fn a_code_in_a_case_stands_beside_those_given() {
    let folder = Folder::first("codes");
    let cases = "
scenario \"Codes\" {
    given  HS 9999.99, export, from NZ to AU
    on     2030-01-01, HS 8413.11  expect licence required, by watch-licence (entry 1)
    on     2030-01-01  expect no control found
}
";
    let written = folder.read("book/scenarios.cocket") + cases;
    fs::write(folder.0.join("book/scenarios.cocket"), written).unwrap();
    let ended = folder.run(&["test", "book", "--only", "Codes"]);
    assert_eq!(ended.code, 0, "{}", ended.result);
}

/// Proposed cases are rule text: put beside the rules they pass, and what they were proposed for is tried.
#[test]
fn proposed_cases_pass_and_try_what_none_did() {
    let folder = Folder::first("proposed");
    folder.run(&["test", "book", "--accept", "new", "--because", "as the act says"]);
    let proposed = folder.run(&["test", "book", "--generate", "--entries"]);
    insta::assert_snapshot!("proposed", proposed.whole());
    let percent = |folder: &Folder| {
        let told = folder.run(&["test", "book", "--coverage"]).result;
        let line = told.lines().find(|line| line.contains("clauses that hold")).unwrap().to_owned();
        line.rsplit(' ').nth(1).unwrap().parse::<usize>().unwrap()
    };
    let before = percent(&folder);
    fs::write(folder.0.join("book/scenarios-proposed.cocket"), &proposed.result).unwrap();
    let after = folder.run(&["test", "book"]);
    assert_eq!(after.code, 0, "{}", after.result);
    assert!(percent(&folder) > before, "{before} %");
    let again = folder.run(&["test", "book", "--generate", "--entries"]).result;
    assert!(again.lines().count() < proposed.result.lines().count(), "{again}");
}

/// Words of which no verdict is kept stand for nothing, as a verdict without a shipment does.
#[test]
fn what_is_kept_for_nothing_fails() {
    let folder = Folder::first("left-over");
    folder.run(&["test", "book", "--accept", "new", "--because", "as the act says"]);
    fs::remove_file(folder.0.join("book/cases/pump.json")).unwrap();
    fs::remove_file(folder.0.join("book/cases/accepted/pump.verdicts")).unwrap();
    let left = folder.run(&["test", "book"]);
    assert_eq!(left.code, 1);
    assert!(left.result.contains("Shipments that are there no longer"), "{}", left.result);
}

/// A change that no case notices is named; one that a case notices is not, and one that changes nothing is not counted.
#[test]
fn changes_that_no_case_notices_are_named() {
    let folder = Folder::first("mutants");
    let before = folder.run(&["mutate", "book", "--all", "--entries"]);
    insta::assert_snapshot!("mutants", before.whole());
    assert_eq!(folder.run(&["mutate", "book", "--at-least", "101"]).code, 1);
    // What is proposed for it passes, and notices it from then on.
    let proposed = folder.run(&["mutate", "book", "--propose"]);
    insta::assert_snapshot!("mutants-proposed", proposed.whole());
    fs::write(folder.0.join("book/scenarios-proposed.cocket"), &proposed.result).unwrap();
    assert_eq!(folder.run(&["test", "book", "--only", "Proposed"]).code, 0);
    insta::assert_snapshot!("mutants-noticed", folder.run(&["mutate", "book"]).whole());
}

/// "A tutorial chapter takes an analyst from a notice to a reviewed, accepted change": its files are written and its commands
/// run in the order of the text; `…` stands for lines that are left out.
#[test]
fn the_chapter_does_what_it_says() {
    let folder = Folder::new("chapter");
    let text = fs::read_to_string("docs/language/changing.md").unwrap();
    let mut lines = text.lines().peekable();
    let mut commands = 0;
    while let Some(line) = lines.next() {
        if let Some(fence) = line.strip_prefix("```") {
            let body: Vec<&str> = lines.by_ref().take_while(|line| !line.starts_with("```")).collect();
            write_file(&folder, fence, &body);
        } else if let Some(command) = line.strip_prefix("    $ cocket ") {
            let mut told = Vec::new();
            while let Some(next) = lines.next_if(|next| next.is_empty() || next.starts_with("    ")) {
                told.push(next.strip_prefix("    ").unwrap_or(next));
            }
            let arguments = words(command);
            let ended = folder.run(&arguments.iter().map(String::as_str).collect::<Vec<_>>());
            let whole = format!("{}{}", ended.result, ended.told);
            assert!(
                is_told(&told, &whole.lines().collect::<Vec<_>>()),
                "{command}\n{whole}\n--- the chapter\n{told:#?}"
            );
            commands += 1;
        }
    }
    assert_eq!(commands, 8);
}

/// A block of a file, or a change of one: `instead` of these words those, on the line with `where`.
fn write_file(folder: &Folder, fence: &str, body: &[&str]) {
    let said = |name: &str| {
        let (_, rest) = fence.split_once(&format!("{name}=\""))?;
        rest.split_once('"').map(|(value, _)| value.to_owned())
    };
    let path = folder.0.join(said("file").unwrap());
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    let Some((instead, by)) = said("instead").zip(said("by")) else {
        fs::write(path, body.join("\n") + "\n").unwrap();
        return;
    };
    let place = said("where").unwrap();
    let before = fs::read_to_string(&path).unwrap();
    let change = |line: &str| if line.contains(&place) { line.replace(&instead, &by) } else { line.to_owned() };
    let after: Vec<String> = before.lines().map(change).collect();
    assert_ne!(after.join("\n"), before.trim_end(), "{instead}");
    fs::write(path, after.join("\n") + "\n").unwrap();
}

/// The words of a command; what stands in quotation marks is one.
fn words(command: &str) -> Vec<String> {
    let parts = command.split('"').enumerate();
    let of = |(at, part): (usize, &str)| {
        if at % 2 == 1 { vec![part.to_owned()] } else { part.split_whitespace().map(str::to_owned).collect() }
    };
    parts.flat_map(of).collect()
}

/// Whether lines are those, where `…` stands for any number of them; empty lines at the ends are none.
fn is_told(told: &[&str], lines: &[&str]) -> bool {
    let trimmed = |lines: &[&str]| {
        let text = lines.iter().map(|line| line.trim_end()).collect::<Vec<_>>().join("\n");
        text.trim_matches('\n').lines().map(str::to_owned).collect::<Vec<_>>()
    };
    fits(&trimmed(told), &trimmed(lines))
}

fn fits(told: &[String], lines: &[String]) -> bool {
    match (told.split_first(), lines.split_first()) {
        (None, None) => true,
        (Some((first, rest)), _) if first == "…" => (0..=lines.len()).any(|at| fits(rest, &lines[at..])),
        (Some((first, rest)), Some((line, more))) => first == line && fits(rest, more),
        _ => false,
    }
}
