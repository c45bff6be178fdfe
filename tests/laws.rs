//! The laws of the language as properties, each over some hundreds of small invented laws and shipments.
//!
//! The engine is held against the oracle, against the ways in which what is unknown could fall, and against itself. The seed
//! is fixed, so that a failure is the same for everybody; it shrinks to the smallest law and shipment that show it. To look
//! further: `COCKET_LAWS_SEED=7 COCKET_LAWS_TIMES=20 cargo test --release --test laws`.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may stop where it fails")]

mod oracle;

use cocket::compile::Program;
use cocket::model::{EffectKind, RulebookId, Test};
use cocket::ruling::{BookStanding, Requirement, Ruling, Standing, Status, Step, StepKind, confirm};
use cocket::shipment::{FactValue, Shipment};
use cocket::vocab::{Outcome, Period, Truth, Validity};
use cocket::wire::v1;
use cocket::{Sources, compile, eval, timeline};
use oracle::completions::{completions, told, unknowns};
use oracle::worlds::{World, clause, rule_of_its_own, world, world_of_parts};
use oracle::{Entries, Stated, opinion};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use std::collections::BTreeSet;

fn config(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases: cases.saturating_mul(asked_for("COCKET_LAWS_TIMES").unwrap_or(1)),
        rng_seed: RngSeed::Fixed(asked_for("COCKET_LAWS_SEED").unwrap_or(19_471_101)),
        failure_persistence: None,
        max_shrink_iters: 1500,
        ..ProptestConfig::default()
    }
}

fn asked_for<T: std::str::FromStr>(name: &str) -> Option<T> {
    std::env::var(name).ok()?.parse().ok()
}

/// The engine's ruling.
fn ruling(world: &World) -> Ruling {
    ruling_by(&compile::compile(&world.model), world)
}

/// The same, of a law that was compiled before.
fn ruling_by(program: &Program, world: &World) -> Ruling {
    eval::rule(program, &world.model, &Sources::new(), &world.shipment, world.asked)
}

fn standing(ruling: &Ruling) -> Standing {
    ruling.lines[0].by_rulebook[0].standing
}

fn oracle_says(world: &World, entries: Entries) -> Stated {
    opinion(&world.model, &world.shipment, 0, RulebookId(0), world.asked, entries)
}

fn with(world: &World, shipment: Shipment) -> World {
    World { shipment, ..world.clone() }
}

/// What is required and relieved for certain: the rule, the licence, and what it comes to.
fn firm(ruling: &Ruling) -> BTreeSet<String> {
    // What a relief has taken away whole is nothing, whether it holds or not.
    let counts = |one: &&Requirement| one.status != Status::Possible && one.shown.worst > Outcome::NoControlFound;
    let firm = || ruling.requirements.iter().filter(counts);
    // What is milder for one entry adds nothing where the same rule stands more strictly for another.
    let outdone = |one: &Requirement| firm().any(|other| other.rule == one.rule && other.shown.best > one.shown.worst);
    let counts = firm().filter(|one| !outdone(one));
    let counts = counts.map(|one| format!("{} {:?} {:?} {:?}", one.rule, one.licence, one.shown, one.status));
    counts.chain(owed(ruling)).collect()
}

/// The duties of the rules that lay down nothing else, and of the reliefs from them; `prior-notice` comes with other reliefs.
fn owed(ruling: &Ruling) -> impl Iterator<Item = String> + '_ {
    ruling.duties.iter().map(|one| one.duty.clone()).filter(|duty| !duty.ends_with("/prior-notice"))
}

proptest! {
    #![proptest_config(config(2400))]

    /// "One meaning, three engines. A slow, obvious oracle in `tests/` and the evaluator that explains must agree."
    #[test]
    fn the_engine_and_the_oracle_agree(world in world()) {
        let (ours, theirs) = (standing(&ruling(&world)), oracle_says(&world, Entries::Together));
        let words = oracle::outline::findings(&theirs);
        prop_assert_eq!((ours.shown, ours.possible), (theirs.shown, theirs.possible), "{}", words);
    }
}

proptest! {
    #![proptest_config(config(1600))]

    /// The duty of a rule is owed where the rule holds and no exception to it counts: rule by rule, entry by entry, on the
    /// facts shown and in every way; and the ruling lists what is owed on the facts shown, and nothing else.
    #[test]
    fn what_is_owed_is_what_the_oracle_finds_owed(world in world()) {
        let program = compile::compile(&world.model);
        let assessed = eval::assess(&program, &world.model, &world.shipment, &world.shipment.lines[0], world.asked);
        let book = &assessed.books[0];
        let theirs = oracle_says(&world, Entries::Together);
        let words = oracle::outline::findings(&theirs);
        let mut listed = BTreeSet::new();
        for one in book.instances.iter().filter(|one| one.own.possible()) {
            let Some(owed) = &one.owed else { continue };
            let rule = program.books[0].families[one.family].members[0].provision;
            let key = one.entry.map(|(list, at)| world.model.lists[list.index()].entries[at as usize].key.clone());
            let of_it = |finding: &&oracle::Finding| finding.rule == rule && finding.entry == key;
            let found: BTreeSet<_> = theirs.findings.iter().filter(of_it).map(|found| found.owed.clone()).collect();
            let ours = (owed.duties(), owed.ways.clone().unwrap());
            prop_assert!(found.contains(&Some(ours.clone())), "rule {} {:?}: {:?} in {:?}{}", rule.0, key, ours, world, words);
            if one.own.truth().is_true() && !one.earlier.bit.truth().is_true() {
                listed.extend(owed.duties().iter().map(|duty| format!("invented/{}", world.model.duties[duty.index()].id)));
            }
        }
        prop_assert_eq!(owed(&ruling(&world)).collect::<BTreeSet<_>>(), listed, "{:?}{}", world, words);
    }
}

proptest! {
    #![proptest_config(config(3000))]

    /// The same of what is asked of parts, parties, licences and tables, where nothing else is in the way.
    #[test]
    fn the_engine_and_the_oracle_agree_on_parts(world in world_of_parts()) {
        let (ours, theirs) = (standing(&ruling(&world)), oracle_says(&world, Entries::Together));
        let words = oracle::outline::findings(&theirs);
        prop_assert_eq!((ours.shown, ours.possible), (theirs.shown, theirs.possible), "{}", words);
    }
}

proptest! {
    #![proptest_config(config(400))]

    /// And whatever is told of them narrows, and overturns nothing.
    #[test]
    fn knowing_more_of_parts_never_widens(world in world_of_parts()) {
        let program = compile::compile(&world.model);
        let before = standing(&ruling_by(&program, &world));
        for unknown in unknowns(&world) {
            for answer in &unknown.answers {
                let told = with(&world, told(&world.shipment, answer));
                let after = standing(&ruling_by(&program, &told));
                prop_assert!(before.possible.holds(after.possible), "{} told: {:?} became {:?} in {:?}", unknown.name, before, after, told);
                prop_assert!(!before.settled || after.settled, "{} told: settled, and then not, in {:?}", unknown.name, told);
            }
        }
    }
}

proptest! {
    #![proptest_config(config(800))]

    /// A requirement stands "unless a rule that goes before it turns out to hold" where that is unknown, and only there.
    #[test]
    fn what_gives_way_is_known_as_far_as_the_oracle_knows_it(world in world()) {
        let (ours, theirs) = (ruling(&world), oracle_says(&world, Entries::Together));
        let words = oracle::outline::findings(&theirs);
        for one in ours.requirements.iter().filter(|one| matches!(one.status, Status::Stands | Status::StandsUnlessEarlier)) {
            let named = |finding: &&oracle::Finding| one.rule.ends_with(&format!("/{}", world.model.provisions[finding.rule.index()].id));
            let gives_way: BTreeSet<Truth> = theirs.findings.iter().filter(named).map(|finding| finding.gives_way).collect();
            let expected = if one.status == Status::Stands { Truth::False } else { Truth::Unknown };
            prop_assert_eq!(gives_way, BTreeSet::from([expected]), "{}: {}", one.id, words);
        }
    }
}

proptest! {
    #![proptest_config(config(400))]

    /// "A ruling states the interval `[best, worst]`, which contains every way the unknown facts could fall."
    #[test]
    fn every_way_the_facts_could_fall_lies_within_the_range(world in world(), seed in 0..1000_usize) {
        let ours = standing(&ruling(&world)).possible;
        for complete in completions(&world, 6, seed) {
            let told = with(&world, complete);
            let theirs = oracle_says(&told, Entries::Singly);
            let words = oracle::outline::findings(&theirs);
            prop_assert!(ours.holds(theirs.possible), "{:?} does not hold what comes of {:?}{}", ours, told, words);
        }
    }

    /// "Every well-formed rulebook gives every well-formed shipment a ruling. Same inputs, same bytes."
    #[test]
    fn a_ruling_is_a_function_of_its_inputs(world in world()) {
        prop_assert_eq!(format!("{:?}", ruling(&world)), format!("{:?}", ruling(&world.clone())));
    }

    /// "Settling an unknown fact may narrow `[best, worst]`, never widen it, and never overturn a settled ruling."
    #[test]
    fn knowing_more_never_widens_and_never_overturns(world in world()) {
        let program = compile::compile(&world.model);
        let before = ruling_by(&program, &world);
        for unknown in unknowns(&world) {
            for answer in &unknown.answers {
                let told = with(&world, told(&world.shipment, answer));
                let after = ruling_by(&program, &told);
                let (was, is) = (standing(&before), standing(&after));
                prop_assert!(was.possible.holds(is.possible), "{} told: {:?} became {:?} in {:?}", unknown.name, was, is, told);
                if was.settled {
                    prop_assert!(is.settled, "{} told: settled, and then not, in {:?}", unknown.name, told);
                    prop_assert_eq!(firm(&before), firm(&after), "{} told, in {:?}", unknown.name, told);
                }
            }
        }
    }

    /// "Unknown never becomes no": what was known and is forgotten leaves every outcome open that it gave.
    #[test]
    fn forgetting_never_turns_into_no(world in world()) {
        let program = compile::compile(&world.model);
        let known = standing(&ruling_by(&program, &world)).possible;
        for (what, shipment) in forgetful(&world.shipment) {
            let forgotten = with(&world, shipment);
            let open = standing(&ruling_by(&program, &forgotten)).possible;
            prop_assert!(open.holds(known), "{} forgotten: {:?} became {:?} in {:?}", what, known, open, forgotten);
        }
    }

    /// "All rules are looked at; nothing is first-match": one rule more never makes the worst milder.
    #[test]
    fn a_rule_more_never_makes_the_worst_milder(world in world(), more in rule_of_its_own()) {
        let before = standing(&ruling(&world)).possible.worst;
        let mut amended = world;
        amended.model.provisions.push(more);
        let after = standing(&ruling(&amended)).possible.worst;
        prop_assert!(before <= after, "{:?} became {:?} in {:?}", before, after, amended);
    }

    /// Where something could bring it down, an opening or a question leads there, or a presumption.
    #[test]
    fn what_could_bring_it_down_is_listed(world in world()) {
        let ruling = ruling(&world);
        let better = ruling.lines.iter().flat_map(|line| &line.by_rulebook).any(|one| one.standing.possible.best < one.standing.shown.best);
        let presumed = world.model.provisions.iter().any(|one| one.presumed);
        let listed = !ruling.openings.is_empty() || !ruling.questions.is_empty();
        prop_assert!(!better || presumed || listed, "nothing leads there in {:?}", world);
    }

    /// "On the facts shown" lies within "every way the unknown facts could fall".
    #[test]
    fn what_is_shown_lies_within_what_is_possible(world in world()) {
        let ruling = ruling(&world);
        let whole = ruling.lines.iter().flat_map(|line| line.by_rulebook.iter().map(|BookStanding { standing, .. }| standing));
        for one in whole.chain([&ruling.standing]) {
            prop_assert!(one.possible.holds(one.shown), "{:?}", one);
        }
        for one in &ruling.requirements {
            prop_assert!(one.possible.holds(one.shown), "{:?}", one);
        }
    }

    /// "Settled: no unknown fact could still add, drop or alter a licence, a prohibition, a duty or a relief."
    #[test]
    fn settled_means_that_nothing_unknown_matters(world in world(), seed in 0..1000_usize) {
        let program = compile::compile(&world.model);
        let ruled = ruling_by(&program, &world);
        if standing(&ruled).settled {
            for complete in completions(&world, 6, seed) {
                let told = with(&world, complete);
                let after = ruling_by(&program, &told);
                prop_assert_eq!(standing(&ruled).shown, standing(&after).shown, "{:?}", told);
                prop_assert_eq!(firm(&ruled), firm(&after), "{:?}", told);
            }
        }
    }

    /// "A question is dropped only where no answer to it could change any requirement": where nothing is asked, nothing that
    /// could be told changes the outcome; what is left is left by the sources.
    #[test]
    fn the_questions_asked_suffice(world in world(), seed in 0..1000_usize) {
        let program = compile::compile(&world.model);
        let ruled = ruling_by(&program, &world);
        // A presumption is not asked about: it stands until somebody shows otherwise.
        let presumes = world.model.provisions.iter().any(|one| one.presumed);
        let duty_only = world.model.provisions.iter().any(|one| one.effect.as_ref().is_some_and(|own| own.kind == EffectKind::DutyOnly));
        let presumed = presumes && (duty_only || ruled.requirements.iter().any(|one| one.possible != one.shown));
        let asks = presumed || !ruled.questions.is_empty() || ruled.openings.iter().any(|opening| !opening.questions.is_empty());
        if !asks {
            for complete in completions(&world, 6, seed) {
                let told = with(&world, complete);
                let after = ruling_by(&program, &told);
                let (was, is) = (standing(&ruled), standing(&after));
                prop_assert_eq!((was.shown, was.possible), (is.shown, is.possible), "nothing was asked, and yet: {:?}", told);
                prop_assert_eq!(owed(&ruled).collect::<Vec<_>>(), owed(&after).collect::<Vec<_>>(), "nothing was asked, and yet: {:?}", told);
            }
        }
    }

    /// "Classification is a fact, and it is asked for once": never a question an entry.
    #[test]
    fn a_classification_is_asked_for_once(world in world()) {
        let ruling = ruling(&world);
        let mut ids: Vec<(&str, &str)> = ruling.questions.iter().map(|one| (one.id.as_str(), one.of.as_str())).collect();
        let all = ids.len();
        ids.sort_unstable();
        ids.dedup();
        prop_assert_eq!(ids.len(), all, "the same is asked twice: {:?}", ruling.questions);
        for scheme in ["orchid-status", "tool-entries"] {
            let asked = ruling.questions.iter().filter(|one| one.facts.iter().any(|fact| fact == scheme)).count();
            prop_assert!(asked <= 1, "{} is asked for {} times", scheme, asked);
        }
    }

    /// "Every ruling has a derivation", which the checker confirms without the evaluator.
    #[test]
    fn the_derivation_confirms_the_ruling(world in world()) {
        let ruling = ruling(&world);
        prop_assert_eq!(confirm(&ruling), Ok(()), "{:?}", world);
    }

    /// What only showing the contrary could bring is told, with what is presumed.
    #[test]
    fn what_rests_on_a_presumption_names_it(world in world()) {
        let ruling = ruling(&world);
        let possible = ruling.standing.possible;
        if possible.worst > ruling.standing.shown.worst {
            prop_assert!(!ruling.presumptions.is_empty(), "{:?}", world);
        }
        // Once the contrary is shown, that is what is required, and it is presumed no more.
        for one in ruling.presumptions.iter().filter(|one| one.alone) {
            let Some(rebutted) = one.rebutted else { continue };
            let mut shown = world.clone();
            let exceptions = shown.model.provisions.iter_mut().filter(|own| one.exception.ends_with(&format!("/{}", own.id)));
            exceptions.for_each(|own| own.condition = Some(clause(Test::Not(Box::new(clause(Test::Always))))));
            let then = self::ruling(&shown);
            let left = then.requirements.iter().find(|requirement| requirement.id == one.requirement);
            let left = left.map_or(Outcome::NoControlFound, |requirement| requirement.shown.worst);
            prop_assert_eq!(left, rebutted, "{:?} in {:?}", one, world);
            prop_assert!(!then.presumptions.iter().any(|own| own.exception == one.exception));
        }
    }

    /// And it confirms no other: whichever step that rests on others says the contrary, it is found.
    #[test]
    fn a_derivation_that_was_tampered_with_is_not_confirmed(world in world(), at in 0..64_usize) {
        let mut ruling = ruling(&world);
        let mut steps = Vec::new();
        rests_on_others(&mut ruling.derivation, &mut steps);
        let many = steps.len().max(1);
        if let Some(truth) = steps.into_iter().nth(at % many) {
            *truth = if truth.is_true() { Truth::False } else { Truth::True };
            prop_assert!(confirm(&ruling).is_err());
        }
    }

    /// Whatever the law, a ruling as JSON keeps to the schema that ships.
    #[test]
    fn a_ruling_keeps_to_its_schema(world in world()) {
        static SCHEMA: std::sync::LazyLock<jsonschema::Validator> = std::sync::LazyLock::new(|| {
            jsonschema::validator_for(&serde_json::from_str(v1::RULING_SCHEMA).unwrap()).unwrap()
        });
        let json = v1::ruling(&ruling(&world));
        let faults: Vec<String> = SCHEMA.iter_errors(&serde_json::from_str(&json).unwrap()).map(|fault| fault.to_string()).collect();
        prop_assert!(faults.is_empty(), "{:?} in {}", faults, json);
    }

    /// "As known on K": before an instrument is published, what it brought is as if it were not there.
    #[test]
    fn what_is_not_published_is_not_there(world in world()) {
        let mut before = world.clone();
        before.asked.known_on = Some(oracle::worlds::day(-1));
        let mut without = world;
        without.asked.known_on = None;
        remove_instruments(&mut without.model);
        let (hidden, absent) = (standing(&ruling(&before)), standing(&ruling(&without)));
        prop_assert_eq!((hidden.shown, hidden.possible), (absent.shown, absent.possible), "{:?}", without);
    }

    /// "A fact may declare `silence means no`": there silence and no are one; nowhere else.
    #[test]
    fn silence_means_no_only_where_it_is_declared(world in world()) {
        let program = compile::compile(&world.model);
        let mut silent = world.clone();
        silent.shipment.facts.remove("notified");
        let mut denied = world.clone();
        denied.shipment.facts.insert("notified".to_owned(), cocket::shipment::StatedFact::new(FactValue::No));
        prop_assert_eq!(standing(&ruling_by(&program, &silent)), standing(&ruling_by(&program, &denied)));
        let sealed = |value| {
            let mut told = world.clone();
            told.shipment.facts.insert("sealed".to_owned(), cocket::shipment::StatedFact::new(value));
            standing(&ruling_by(&program, &told)).possible
        };
        let both = sealed(FactValue::Yes).hull(sealed(FactValue::No));
        let mut quiet = world.clone();
        quiet.shipment.facts.remove("sealed");
        prop_assert!(standing(&ruling_by(&program, &quiet)).possible.holds(both), "{:?}", quiet);
    }
}

/// Without what a timeline does not tell apart: by which number an article is cited.
fn uncited(ruling: &Ruling) -> Vec<Requirement> {
    let bare = |one: &Requirement| Requirement { citations: Vec::new(), ..one.clone() };
    ruling.requirements.iter().map(bare).collect()
}

fn exceptions<'a>(openings: impl IntoIterator<Item = &'a cocket::ruling::Opening>) -> Vec<(&'a str, &'a str, Outcome)> {
    openings.into_iter().map(|one| (one.exception.as_str(), one.requirement.as_str(), one.leaves)).collect()
}

proptest! {
    #![proptest_config(config(300))]

    /// A stretch of a timeline says what an assessment on any of its days says: in the middle, and on both sides of each day
    /// on which it says that something changed. The stretches are in order and leave out no day; neighbours differ.
    #[test]
    fn a_stretch_says_what_each_of_its_days_says(
        world in world(),
        sampled in proptest::collection::vec(-20..90_i32, 6),
        since in proptest::option::of(-10..40_i32),
        long in proptest::option::of(1..60_i32),
    ) {
        let program = compile::compile(&world.model);
        let from = since.map(|since| oracle::worlds::day(0).plus_days(since));
        let before = long.map(|long| from.unwrap_or(oracle::worlds::day(0)).plus_days(long));
        let span = Period { from, before };
        let asked = timeline::Asked { span, known_on: world.asked.known_on, ..timeline::Asked::default() };
        let told = timeline::timeline(&program, &world.model, &Sources::new(), &world.shipment, asked);
        let stretches = &told.lines[0].bands[0].stretches;
        prop_assert_eq!(stretches.first().unwrap().period.from, from);
        prop_assert_eq!(stretches.last().unwrap().period.before, before);
        for pair in stretches.windows(2) {
            prop_assert_eq!(pair[0].period.before, pair[1].period.from, "no day is left out, and none is there twice");
            prop_assert!(!pair[0].told.same_as(&pair[1].told), "{:?}", pair);
        }
        let edges = stretches.iter().filter_map(|stretch| stretch.period.from).flat_map(|day| [day.previous(), day]);
        let sampled = sampled.into_iter().map(|at| oracle::worlds::day(0).plus_days(at));
        for day in sampled.chain(edges).filter(|&day| span.contains(day)) {
            let holding: Vec<_> = stretches.iter().filter(|stretch| stretch.period.contains(day)).collect();
            prop_assert_eq!(holding.len(), 1, "{} lies in one stretch", day);
            let question = eval::Question { on: Some(day), known_on: world.asked.known_on };
            let ruled = eval::rule(&program, &world.model, &Sources::new(), &world.shipment, question);
            let told = &holding[0].told;
            prop_assert_eq!(told.standing, standing(&ruled), "on {} in {:?}", day, world);
            let shown: Vec<Requirement> = told.requirements.iter().map(|one| Requirement { citations: Vec::new(), ..one.clone() }).collect();
            prop_assert_eq!(shown, uncited(&ruled), "on {} in {:?}", day, world);
            let duties = |all: &[cocket::ruling::DutyDue]| all.iter().map(|one| one.duty.clone()).collect::<BTreeSet<_>>();
            prop_assert_eq!(duties(&told.duties), duties(&ruled.duties), "on {} in {:?}", day, world);
            prop_assert_eq!(exceptions(&told.openings), exceptions(&ruled.openings), "on {} in {:?}", day, world);
        }
    }
}

/// The shipment without one of the things that are known of it. What a reading was derived from stays: the act, the known
/// destination, who the end user is. `notified` stays too, for there silence is an answer.
fn forgetful(known: &Shipment) -> Vec<(String, Shipment)> {
    let mut all = Vec::new();
    for name in known.facts.keys().filter(|name| *name != "notified") {
        let mut less = known.clone();
        less.facts.remove(name);
        all.push((name.clone(), less));
    }
    for (name, _) in known.dates.iter() {
        let mut less = known.clone();
        less.dates.set(name, None);
        all.push((name.name().to_owned(), less));
    }
    for (at, stated) in known.lines[0].codes.iter().enumerate() {
        let mut less = known.clone();
        less.lines[0].codes.remove(at);
        all.push((stated.scheme.clone(), less));
    }
    let mut less = known.clone();
    less.country_of_export = None;
    less.lines[0].origin = None;
    less.lines[0].specs.clear();
    all.push(("the country of export, the origin and the bore".to_owned(), less));
    all.extend(forgotten_parts(known));
    all
}

/// The same of components, parties and licences. Who takes part and what is contained stays; whether that is all is forgotten.
fn forgotten_parts(known: &Shipment) -> Vec<(String, Shipment)> {
    let mut all: Vec<(String, Shipment)> = Vec::new();
    let mut forget = |what: &str, how: &dyn Fn(&mut Shipment)| {
        let mut less = known.clone();
        how(&mut less);
        all.push((what.to_owned(), less));
    };
    for at in 0..known.lines[0].components().len() {
        let part = |less: &mut Shipment, forget: &dyn Fn(&mut cocket::shipment::Line)| {
            forget(&mut less.lines[0].content.as_mut().unwrap().components[at]);
        };
        forget("the value of a component", &|less| part(less, &|part| part.value = None));
        forget("the origin of a component", &|less| part(less, &|part| part.origin = None));
        forget("the codes of a component", &|less| part(less, &|part| part.codes.clear()));
        forget("the facts of a component", &|less| part(less, &|part| part.facts.clear()));
    }
    forget("whether these are all components", &|less| {
        if let Some(content) = &mut less.lines[0].content {
            content.complete = None;
        }
    });
    forget("whether that is all it was produced with", &|less| less.lines[0].produced_with_complete = None);
    forget("whether these are all parties", &|less| less.parties_complete = None);
    for at in 0..known.parties.len() {
        forget("the screenings of a party", &|less| less.parties[at].screenings.clear());
        forget("the facts of a party", &|less| less.parties[at].facts.clear());
        forget("the headquarters of a party", &|less| less.parties[at].headquarters = None);
        forget("whether these are all owners", &|less| less.parties[at].owners_complete = None);
        forget("the shares of owners", &|less| less.parties[at].owners.iter_mut().for_each(|own| own.percent = None));
        let days = |less: &mut Shipment| less.parties[at].screenings.iter_mut().for_each(|own| own.screened_on = None);
        forget("when a party was screened", &days);
    }
    for at in 0..known.authorizations.len() {
        forget("the status of a licence", &|less| less.authorizations[at].status = None);
        forget("the days of a licence", &|less| {
            (less.authorizations[at].valid_from, less.authorizations[at].valid_to) = (None, None);
        });
    }
    all
}

/// The rules, exceptions and compound conditions of a derivation.
fn rests_on_others<'a>(step: &'a mut Step, all: &mut Vec<&'a mut Truth>) {
    use StepKind::{All, Any, Exception, Not, Policy, Rule};
    let compound = matches!(step.kind, All | Any | Not | Rule | Exception | Policy);
    if compound && !step.because.is_empty() {
        all.push(&mut step.truth);
    }
    for below in &mut step.because {
        rests_on_others(below, all);
    }
}

/// Everything that came by an instrument is made never to hold.
fn remove_instruments(model: &mut cocket::model::Model) {
    // What was made known or known to be otherwise by an instrument, as if none had been.
    let first = |known: &mut Period| {
        let stays = known.contains(oracle::worlds::day(-1));
        *known = Period::ALWAYS;
        stays
    };
    for one in model.provisions.iter_mut().filter(|one| !one.force.is_empty()) {
        one.force.retain_mut(|standing| first(&mut standing.known));
        if one.force.is_empty() {
            one.force.push(Validity::never());
        }
    }
    for list in &mut model.lists {
        list.entries.retain(|entry| entry.instrument.is_none());
        list.entries.retain_mut(|entry| first(&mut entry.known));
        list.complete.retain_mut(|window| first(&mut window.known));
    }
    for group in &mut model.groups {
        group.members.retain_mut(|member| first(&mut member.known));
    }
    let never = clause(Test::Not(Box::new(clause(Test::Always))));
    for one in model.provisions.iter_mut().filter(|one| one.instrument.is_some()) {
        one.condition = Some(never.clone());
        one.instrument = None;
    }
    for one in &mut model.classifications {
        one.changed.retain(|(_, by)| by.is_none());
    }
}
