//! Kinds of records, and the shape that every fixed vocabulary here shares.

macro_rules! text_enum {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $id:literal $zh:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$vdoc])* $variant),* }

        impl $name {
            /// Every value, in the order in which people expect to read them.
            pub const ALL: &'static [$name] = &[$($name::$variant),*];

            /// The stable id that stands in records and on the wire.
            pub const fn id(self) -> &'static str {
                match self { $($name::$variant => $id),* }
            }

            /// The Chinese name shown to people.
            pub const fn zh(self) -> &'static str {
                match self { $($name::$variant => $zh),* }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.id())
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::id::BadId;
            fn from_str(text: &str) -> Result<Self, $crate::id::BadId> {
                match text {
                    $($id => Ok($name::$variant),)*
                    _ => Err($crate::id::BadId(text.into())),
                }
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
                s.serialize_str(self.id())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                let text = <std::borrow::Cow<'de, str>>::deserialize(d)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
    };
}
pub(crate) use text_enum;

text_enum! {
    /// What a record is about; decides its form, its rules and where it may be homed.
    Kind {
        /// A committee of one level, with its name.
        Committee = "committee" "政协",
        /// A site where members work.
        Venue = "venue" "阵地",
        /// A member and the dated affiliations.
        Member = "member" "委员",
        /// What is to be done in a period.
        Quota = "quota" "履职要求",
        /// A duty activity.
        Activity = "activity" "履职活动",
    }
}
