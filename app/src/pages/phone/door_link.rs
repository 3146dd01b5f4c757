//! What the code at the door says: which activity, where it lies, and which code of the door it is.

use crate::routes::phone as route;
use domain::{
    id::{Feed, RecordId},
    sign_in::{Shown, hex, unhex},
};

/// The content of a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DoorLink {
    /// Where the activity lies; who comes from elsewhere cannot know otherwise.
    pub feed: Feed,
    /// The activity.
    pub rec: RecordId,
    /// The code.
    pub shown: Shown,
}

impl DoorLink {
    /// The path of the page that signs in with it.
    pub fn path(self) -> String {
        let Shown { step, code } = self.shown;
        format!("{}/{}/{}/{step}/{}", route::SIGN_IN, self.feed, self.rec, hex(code))
    }

    /// Reads the four parts of the path.
    pub fn read(feed: &str, rec: &str, step: &str, code: &str) -> Option<DoorLink> {
        let shown = Shown { step: step.parse().ok()?, code: unhex(code)? };
        Some(DoorLink { feed: feed.parse().ok()?, rec: rec.parse().ok()?, shown })
    }

    /// Reads what a camera saw: the whole address, of whatever origin the phone that shows it has.
    pub fn seen(text: &str) -> Option<DoorLink> {
        let (_, rest) = text.split_once(&format!("{}/", route::SIGN_IN))?;
        let mut parts = rest.split('/');
        let link = DoorLink::read(parts.next()?, parts.next()?, parts.next()?, parts.next()?)?;
        parts.next().is_none().then_some(link)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::id::VenueId;
    use uuid::Uuid;

    #[test]
    fn what_is_shown_is_what_is_seen() {
        let feed = Feed::Venue(VenueId(Uuid::from_u128(1)));
        let link = DoorLink { feed, rec: RecordId(Uuid::from_u128(2)), shown: Shown { step: 7, code: [9; 16] } };
        assert_eq!(DoorLink::seen(&format!("https://a.example{}", link.path())), Some(link));
        for other in ["https://a.example/app", "", "/app/sign-in/x/y/z/w", &format!("{}/more", link.path())] {
            assert_eq!(DoorLink::seen(other), None, "{other}");
        }
    }
}
