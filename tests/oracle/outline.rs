//! A law and a shipment in few words, so that a disagreement can be read.

use super::worlds::World;
use cocket::model::{Clause, Entry, Model, Operand, Provision, ProvisionId, Scalar, Test};
use cocket::shipment::{CodeValue, Shipment};
use std::fmt;

impl fmt::Debug for World {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\n{}{}asked {:?}", law(&self.model), shipment(&self.shipment), self.asked)
    }
}

/// The law.
pub fn law(model: &Model) -> String {
    let mut out = String::new();
    for book in &model.rulebooks {
        let nexus = book.nexus.as_ref().map_or("everything".to_owned(), |clause| words(model, clause));
        out += &format!("law {} reaches {nexus}; covers from {}\n", book.id, shown(book.covers_from));
    }
    for group in &model.groups {
        let members = group.members.iter().map(|one| {
            format!(
                "{} {} (known {}){}",
                one.place,
                one.period,
                one.known,
                if one.uncertain { " uncertain" } else { "" }
            )
        });
        out += &format!("group {}\n", members.collect::<Vec<_>>().join(", "));
    }
    for one in &model.calendars {
        let holidays: Vec<String> = one.days.holidays.iter().map(ToString::to_string).collect();
        let (weekend, covers) = (&one.days.weekend, one.days.covers);
        out += &format!("calendar {} {covers} without {weekend:?} {}\n", one.id, holidays.join(", "));
    }
    for list in &model.lists {
        let complete = list
            .complete
            .iter()
            .map(|one| format!("{:?} {:?} {} (known {})", one.part, codes(&one.codes), one.period, one.known));
        out += &format!(
            "list {} by {:?} complete [{}]\n",
            list.id,
            list.classified_by,
            complete.collect::<Vec<_>>().join("; ")
        );
        out += &list.entries.iter().map(|one| entry(model, one)).collect::<String>();
    }
    for one in &model.classifications {
        let changed = one.changed.iter().map(|(day, by)| format!("{day} by {by:?}"));
        out += &format!("classification {} changed {}\n", one.id, changed.collect::<Vec<_>>().join(", "));
    }
    for (at, one) in model.each.iter().enumerate() {
        let (which, roles) = (if one.every { "every" } else { "any" }, one.roles.join("+"));
        let through = one.through.as_ref().map(|through| format!(" through {}", words(model, through)));
        let through = through.unwrap_or_default();
        out += &format!("each {at}: {which} {:?} {roles}{through} where {}\n", one.over, words(model, &one.condition));
    }
    for (at, one) in model.totals.iter().enumerate() {
        let through = one.through.as_ref().map(|through| format!(" through {}", words(model, through)));
        let through = through.unwrap_or_default();
        out += &format!(
            "total {at}: {:?} {:?} over {:?}{through} when {}\n",
            one.kind,
            one.measured,
            one.over,
            words(model, &one.condition)
        );
    }
    for table in &model.tables {
        out += &format!(
            "table {:?} like {:?}\n",
            table
                .rows
                .iter()
                .map(|row| format!("{} {} {:?}", row.country.code(), row.period, row.cells))
                .collect::<Vec<_>>(),
            table.inherits.iter().map(|one| one.2.to_string()).collect::<Vec<_>>()
        );
    }
    for one in &model.screenings {
        out += &format!(
            "screening {} {:?}\n",
            one.id,
            one.changed.iter().map(|(day, by)| format!("{day} by {by:?}")).collect::<Vec<_>>()
        );
    }
    for (at, one) in model.provisions.iter().enumerate() {
        out += &provision(model, ProvisionId::at(at), one);
    }
    for closed in &model.closed_lists {
        let when = closed.condition.as_ref().map_or("always".to_owned(), |clause| words(model, clause));
        out += &format!(
            "closed list: only {} relieve {} {} when {when}\n",
            ids(&closed.kept),
            closed.rule.0,
            periods(&closed.force)
        );
    }
    out
}

fn entry(model: &Model, one: &Entry) -> String {
    let codes: Vec<String> = one.codes.iter().map(|(_, code)| code.to_string()).collect();
    let when = one.condition.as_ref().map_or(String::new(), |own| format!(" when {}", words(model, &own.clause)));
    let head = format!(
        "  entry {} {} {} (known {}) first {:?}",
        one.key,
        codes.join(" "),
        one.period,
        one.known,
        one.first_listed
    );
    format!("{head} by {:?} {:?}{when}\n", one.instrument, one.more)
}

fn provision(model: &Model, id: ProvisionId, one: &Provision) -> String {
    let when = one.condition.as_ref().map_or("always".to_owned(), |clause| words(model, clause));
    let effect = one.effect.as_ref().map_or("nothing".to_owned(), |effect| {
        format!("{:?} on condition {:?} with {:?}", effect.kind, effect.conditions, effect.duties)
    });
    let presumed = if one.presumed { " presumed" } else { "" };
    format!(
        "{:?} {} to [{}] acts {:?} {} by {:?} only-if-no [{}] over [{}] under [{}]{presumed}\n    when {when}\n    then {effect}\n",
        one.kind,
        id.0,
        ids(&one.to),
        one.acts,
        standings(&one.force),
        one.instrument,
        ids(&one.only_if_no),
        ids(&one.notwithstanding),
        ids(&one.subject_to)
    )
}

fn ids(of: &[ProvisionId]) -> String {
    of.iter().map(|id| id.0.to_string()).collect::<Vec<_>>().join(" ")
}

fn periods(of: &[cocket::vocab::Period]) -> String {
    of.iter().map(ToString::to_string).collect::<Vec<_>>().join(" or ")
}

fn standings(of: &[cocket::vocab::Validity]) -> String {
    of.iter().map(|one| format!("{} (known {})", one.in_force, one.known)).collect::<Vec<_>>().join(" or ")
}

fn codes(of: &[cocket::vocab::Code]) -> Vec<String> {
    of.iter().map(ToString::to_string).collect()
}

fn shown<T: fmt::Display>(of: Option<T>) -> String {
    of.map_or("?".to_owned(), |one| one.to_string())
}

/// A condition.
pub fn words(model: &Model, clause: &Clause) -> String {
    let all = |parts: &[Clause]| parts.iter().map(|part| words(model, part)).collect::<Vec<_>>();
    let fact = |id: &cocket::model::FactId| model.facts[id.index()].id.clone();
    match &clause.test {
        Test::Always => "always".to_owned(),
        Test::All(parts) => format!("({})", all(parts).join(" and ")),
        Test::Any(parts) => format!("({})", all(parts).join(" or ")),
        Test::Not(part) => format!("not {}", words(model, part)),
        Test::Listed { lists, entries, binds } => {
            let lists: Vec<&str> = lists.iter().map(|id| model.lists[id.index()].id.as_str()).collect();
            format!("listed in {} {}{}", lists.join(", "), entries.join(" "), if *binds { "*" } else { "" })
        }
        Test::ItemIs(of) => format!("item is {}", codes(of).join(", ")),
        Test::InPlaces(noun, places) => {
            format!("{noun:?} is {}", places.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "))
        }
        Test::Holds(id) => fact(id),
        Test::ChoiceIs(id, of) => format!("{} is {of:?}", fact(id)),
        Test::Includes(id, of) => format!("{} includes {of:?}", fact(id)),
        Test::Given(id) => format!("{} is given", fact(id)),
        Test::Compare(left, by, right) => format!("{} {} {}", operand(model, left), by.words(), operand(model, right)),
        Test::Define(id) if model.defines[id.index()].of == cocket::vocab::FactOf::Party => "denied".to_owned(),
        Test::Define(id) => format!("define {}", words(model, &model.defines[id.index()].condition)),
        Test::Disputed(id) => {
            let readings = &model.disputes[id.index()].readings;
            format!(
                "disputed {{{}}}",
                readings.iter().map(|one| words(model, &one.condition)).collect::<Vec<_>>().join(" | ")
            )
        }
        other => format!("{other:?}"),
    }
}

fn operand(model: &Model, of: &Operand) -> String {
    match of {
        Operand::Fact(id) => model.facts[id.index()].id.clone(),
        Operand::Fixed(Scalar::Date(day)) => day.to_string(),
        Operand::Fixed(Scalar::Quantity(quantity)) => quantity.to_string(),
        Operand::Fixed(Scalar::Money(money)) => money.to_string(),
        Operand::Term(term) => {
            let (number, unit, way) = (term.number, term.unit, term.way.word());
            format!("({number} {unit:?} {way} {})", operand(model, &term.from))
        }
        Operand::Picked(which, of) => {
            let days: Vec<String> = of.iter().map(|day| operand(model, day)).collect();
            format!("({} {})", which.words(), days.join(", "))
        }
        other => format!("{other:?}"),
    }
}

/// What is known of a shipment.
pub fn shipment(of: &Shipment) -> String {
    let mut out = format!("shipment act {:?}", of.act);
    let places =
        [("from", &of.country_of_export), ("to", &of.declared_destination), ("end", &of.known_end_destination)];
    out += &places.map(|(name, place)| format!(" {name} {}", shown(place.as_ref()))).concat();
    out += &of
        .legs
        .iter()
        .map(|leg| format!(" leg {:?} to {}", leg.certainty, shown(leg.to.as_ref())))
        .collect::<String>();
    out += &of
        .parties
        .iter()
        .map(|one| {
            let owners =
                one.owners.iter().map(|own| format!("{} {}", own.party, shown(own.percent))).collect::<Vec<_>>();
            let looked =
                one.screenings.iter().map(|own| format!("{} {:?} {}", own.list, own.result, shown(own.screened_on)));
            let places = [one.incorporated_in, one.headquarters].map(|at| at.map(|at| at.code().to_owned()));
            let military = one.facts.get("military").map(|stated| &stated.value);
            format!(
                "\n  party {} {:?} in {} {places:?} {military:?} owners {owners:?} all {:?} {:?}",
                one.id,
                one.roles,
                shown(one.country.as_ref()),
                one.owners_complete,
                looked.collect::<Vec<_>>()
            )
        })
        .collect::<String>();
    out += &format!(
        "\n  all parties {:?} routing {:?}",
        of.parties_complete,
        of.routing.iter().map(|at| at.code()).collect::<Vec<_>>()
    );
    for one in &of.authorizations {
        out += &format!("\n  {one:?}");
    }
    out += &of.dates.iter().map(|(name, day)| format!(" {} {day}", name.name())).collect::<String>();
    out += &of
        .facts
        .iter()
        .map(|(name, one)| format!(" {name}={:?} by {:?}", one.value, one.asserted_by))
        .collect::<String>();
    let mut lines: Vec<&cocket::shipment::Line> = of.lines.iter().rev().collect();
    while let Some(line) = lines.pop() {
        let complete = line.content.as_ref().map(|content| content.complete);
        lines.extend(line.components().iter().rev().chain(line.produced_with.iter().rev()));
        out += &format!(
            "\n  {} value {} mass {} concentration {} {:?} {:?} {:?} content {complete:?} inputs {:?}",
            line.name,
            shown(line.value),
            shown(line.net_mass),
            shown(line.concentration),
            line.relation,
            line.form,
            line.facts.get("calibrated").map(|stated| &stated.value),
            line.produced_with_complete
        );
        out += &format!(
            "\n  line origin {:?} specs {:?}",
            line.origin,
            line.specs.iter().map(|(name, of)| format!("{name} {}", shown(*of))).collect::<Vec<_>>()
        );
        for stated in &line.codes {
            let value = match &stated.value {
                CodeValue::Code(code) => code.to_string(),
                CodeValue::Nothing => "none".to_owned(),
            };
            out += &format!(" {} {:?} {value} made {}", stated.scheme, stated.edition, shown(stated.determined_on));
        }
    }
    out + "\n"
}

/// What the oracle found, in few words.
pub fn findings(stated: &super::Stated) -> String {
    let of = |range: cocket::vocab::Range| format!("{:?} … {:?}", range.best, range.worst);
    let mut out =
        format!("oracle: nexus {:?} shown {} possible {}\n", stated.nexus, of(stated.shown), of(stated.possible));
    for one in &stated.findings {
        out += &format!(
            "  rule {} entry {:?} {:?} gives way {:?} shown {} possible {} {:?} owed {:?}\n",
            one.rule.0,
            one.entry,
            one.truth,
            one.gives_way,
            of(one.shown),
            of(one.possible),
            one.on_it,
            one.owed
        );
    }
    out
}
