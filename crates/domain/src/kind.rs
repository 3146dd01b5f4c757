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
        /// A special committee: members who work on one field.
        SpecialCommittee = "special_committee" "专委会",
        /// A sector that members are chosen from.
        Sector = "sector" "界别",
        /// Members of one sector who act together.
        SectorGroup = "sector_group" "界别活动组",
        /// A party or another group that acts for itself.
        Group = "group" "党派团体",
        /// A village, an enterprise or the like that members keep contact with.
        ContactUnit = "contact_unit" "联系单位",
        /// Venues that stand together.
        Cluster = "cluster" "阵地组合",
        /// What a venue has to have, item by item, as the committee defines it.
        Checklist = "checklist" "清单",
        /// How far a venue has come with one checklist.
        Check = "check" "清单落实",
        /// What is to be done in a period.
        Quota = "quota" "履职要求",
        /// Stages that lead matters of one kind, as the committee defines them.
        Workflow = "workflow" "流程",
        /// A matter that is taken up and followed to its end.
        Consultation = "consultation" "微协商",
        /// What somebody proposed.
        Suggestion = "suggestion" "意见建议",
        /// A matter given to a unit, which answers.
        HandOver = "hand_over" "交办",
        /// What a citizen asks for or brings up.
        Request = "request" "群众诉求",
        /// What people say and need, as a member or a group reports it.
        OpinionReport = "opinion_report" "社情民意",
        /// What a member, several together or a group puts to the committee, which files it and follows it up.
        Proposal = "proposal" "提案",
        /// What was written out of consultation and research, and what it was turned into.
        Outcome = "outcome" "协商成果",
        /// What somebody is to do until a day.
        Assignment = "assignment" "任务",
        /// A duty activity.
        Activity = "activity" "履职活动",
        /// What somebody may see of a record that concerns them and lies elsewhere; written by the server.
        Mirror = "mirror" "与我有关",
    }
}

impl Kind {
    /// Whether it is a part of the organisation that members or venues belong to, and has no more than a name and a few
    /// fields of its own.
    pub const fn is_part(self) -> bool {
        matches!(
            self,
            Kind::SpecialCommittee | Kind::Sector | Kind::SectorGroup | Kind::Group | Kind::ContactUnit | Kind::Cluster
        )
    }

    /// Whether it is what people do and say at a site, kept with the venue or the member and counted in figures.
    pub const fn is_work(self) -> bool {
        matches!(
            self,
            Kind::Activity
                | Kind::Consultation
                | Kind::Suggestion
                | Kind::HandOver
                | Kind::Request
                | Kind::OpinionReport
                | Kind::Proposal
                | Kind::Outcome
                | Kind::Assignment
        )
    }

    /// What makes up a committee and its rules.
    pub const ROSTER: &'static [Kind] = &[
        Kind::Committee,
        Kind::Venue,
        Kind::Member,
        Kind::SpecialCommittee,
        Kind::Sector,
        Kind::SectorGroup,
        Kind::Group,
        Kind::ContactUnit,
        Kind::Cluster,
        Kind::Checklist,
        Kind::Quota,
        Kind::Workflow,
    ];

    /// Whether it belongs to the roster of a committee, which everybody in it receives.
    pub fn is_roster(self) -> bool {
        Kind::ROSTER.contains(&self)
    }
}
