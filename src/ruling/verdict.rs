//! What a ruling says, without why.

use super::{Breach, DutyDue, LineRuling, Opening, Presumption, Question, Requirement, Ruling, Standing};

/// What the law says of one shipment, where nobody asks why: as in the [`Ruling`] of it, without its derivation.
#[derive(Debug, Clone)]
pub struct Verdict {
    /// The outcome of the whole.
    pub standing: Standing,
    /// Line by line.
    pub lines: Vec<LineRuling>,
    /// Every requirement that holds or may hold.
    pub requirements: Vec<Requirement>,
    /// Reliefs that are not shown but might be.
    pub openings: Vec<Opening>,
    /// What counts because nothing shows the contrary.
    pub presumptions: Vec<Presumption>,
    /// What would settle the outcome.
    pub questions: Vec<Question>,
    /// What has to be done.
    pub duties: Vec<DutyDue>,
    /// What was done that breaches the law or may.
    pub conduct: Vec<Breach>,
    /// What is not encoded and could matter here, by its English name.
    pub notices: Vec<String>,
}

/// What is said, of a verdict or of a whole ruling.
#[derive(Debug, Clone, Copy)]
#[expect(missing_docs, reason = "the fields of a verdict")]
pub struct Said<'a> {
    pub standing: &'a Standing,
    pub lines: &'a [LineRuling],
    pub requirements: &'a [Requirement],
    pub openings: &'a [Opening],
    /// What counts because nothing shows the contrary.
    pub presumptions: &'a [Presumption],
    pub questions: &'a [Question],
    pub duties: &'a [DutyDue],
    pub conduct: &'a [Breach],
    /// None of a whole ruling: its coverage tells them.
    pub notices: Option<&'a [String]>,
}

impl<'a> From<&'a Verdict> for Said<'a> {
    fn from(said: &'a Verdict) -> Said<'a> {
        let Verdict { standing, lines, requirements, openings, presumptions, questions, duties, conduct, notices } =
            said;
        Said {
            standing,
            lines,
            requirements,
            openings,
            presumptions,
            questions,
            duties,
            conduct,
            notices: Some(notices),
        }
    }
}

impl<'a> From<&'a Ruling> for Said<'a> {
    fn from(said: &'a Ruling) -> Said<'a> {
        let Ruling { standing, lines, requirements, openings, presumptions, questions, duties, conduct, .. } = said;
        Said { standing, lines, requirements, openings, presumptions, questions, duties, conduct, notices: None }
    }
}
