//! How much merging remembers, without writing it out.

use super::{History, Rival};
use crate::fields::weight;

/// About how many bytes one write takes as JSON.
const WRITE: usize = 180;

impl History {
    /// About how many bytes it takes as JSON; cheap enough to ask at every operation.
    pub fn weight(&self) -> usize {
        let rivals = |rivals: &[Rival]| rivals.iter().map(|rival| WRITE + weight(&rival.value)).sum::<usize>();
        let fields = self.fields.iter().map(|(field, register)| field.len() + WRITE + rivals(&register.rivals));
        let elems = self.sets.values().flatten().map(|(elem, adds)| elem.len() + WRITE * adds.len());
        let removals = self.removals.values().map(Vec::len).sum::<usize>();
        WRITE * (1 + removals + 2 * self.deletions.len()) + fields.sum::<usize>() + elems.sum::<usize>()
    }
}
