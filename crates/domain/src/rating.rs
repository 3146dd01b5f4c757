//! The rating 满意度评价: how content somebody is with what was done.

use crate::kind::text_enum;

text_enum! {
    /// How content.
    Rating {
        /// Content.
        Content = "content" "满意",
        /// Content on the whole.
        Mostly = "mostly" "基本满意",
        /// Not content.
        Discontent = "discontent" "不满意",
    }
}

impl Rating {
    /// Whether it counts as content in the share 满意率.
    pub const fn is_content(self) -> bool {
        matches!(self, Rating::Content | Rating::Mostly)
    }
}
