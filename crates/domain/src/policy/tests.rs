use super::{
    Act::{Answer, Contribute, Create, Delete, Edit, Review, SignIn},
    *,
};
use crate::id::{MemberId, RecordId, VenueId};
use ReviewAct::{Approve, Resubmit, Return, Void};
use uuid::Uuid;

fn id(n: u128) -> Uuid {
    Uuid::from_u128(n)
}

#[test]
fn a_member_edits_own_and_shared_activities_and_reviews_none() {
    let member = [Role::Member];
    for (act, standing, allowed) in [
        (Create, Standing::Other, true),
        (Edit, Standing::Own, true),
        (Edit, Standing::Listed, false),
        (Contribute, Standing::Listed, true),
        (Contribute, Standing::Other, false),
        (Edit, Standing::Other, false),
        (Delete, Standing::Listed, false),
        (Review(Resubmit), Standing::Own, true),
        (Review(Approve), Standing::Own, false),
        (Review(Void), Standing::Own, false),
    ] {
        assert_eq!(permits(&member, Kind::Activity, act, standing), allowed, "{act:?} {standing:?}");
    }
    assert!(!permits(&member, Kind::Venue, Create, Standing::Other));
}

#[test]
fn who_took_part_adds_what_came_of_it_and_moves_nothing() {
    let held = |fields: &[&str]| edit(Kind::Activity, Some(Phase::Held), fields.iter().copied());
    assert_eq!(held(&["narrative", "measure:persons", "photo:1:a", "tags"]), Contribute);
    for field in ["start", "phase", "venue", "attendance:x", "recorded_for", "confirmed", "door"] {
        assert_eq!(held(&["narrative", field]), Edit, "{field}");
    }
    assert_eq!(held(&[]), Edit, "a patch of nothing");
    assert_eq!(edit(Kind::Activity, Some(Phase::Planned), ["narrative"]), Edit, "a plan is whose who plans");
    assert_eq!(edit(Kind::Venue, None, ["narrative"]), Edit);
}

#[test]
fn leaders_write_nothing_but_instructions_and_administrators_nothing() {
    for role in [Role::Leader, Role::Admin] {
        for kind in Kind::ALL {
            for act in [Create, Edit, Delete, Answer, SignIn, Review(Approve), Review(Return), Review(Void)] {
                let instructs = role == Role::Leader && *kind == Kind::Assignment && act == Create;
                assert_eq!(permits(&[role], *kind, act, Standing::Own), instructs, "{role} {kind} {act:?}");
            }
        }
    }
}

#[test]
fn staff_receive_roster_and_office_and_a_member_the_own_feeds() {
    let (c, v, m) = (CommitteeId(id(1)), VenueId(id(2)), MemberId(id(3)));
    let feeds = |held: &[Held]| grants(c, held).into_iter().map(|g| g.id).collect::<Vec<_>>();
    let staff = Held { role: Role::Staff, scope: Scope::Committee(c) };
    assert_eq!(feeds(&[staff]), [Feed::Ref(c), Feed::Office(c.0)]);
    let own = [Scope::Member(m), Scope::Venue(v)].map(|scope| Held { role: Role::Member, scope });
    assert_eq!(feeds(&own), [Feed::Ref(c), Feed::Member(m), Feed::Venue(v)]);
    assert!(staff.reaches(Feed::Venue(v), c) && !staff.reaches(Feed::Venue(v), CommitteeId(id(9))));
    assert!(own[1].reaches(Feed::Venue(v), c) && !own[1].reaches(Feed::Member(m), c));
}

#[test]
fn records_are_read_by_who_oversees_them_or_receives_them() {
    let (c, v, m) = (CommitteeId(id(1)), VenueId(id(2)), MemberId(id(3)));
    let above = CommitteeId(id(8));
    let may = |role, scope, feed| may_read(&[Held { role, scope }], c, Home { feed, venue: None }, &[c, above]);
    for (role, scope, venue, roster) in [
        (Role::Staff, Scope::Committee(c), true, true),
        (Role::Leader, Scope::Committee(c), true, true),
        (Role::Leader, Scope::Committee(above), true, true),
        (Role::Leader, Scope::Committee(CommitteeId(id(9))), false, true),
        (Role::Staff, Scope::Venue(v), true, true),
        (Role::Staff, Scope::Venue(VenueId(id(7))), false, true),
        (Role::Admin, Scope::Committee(c), false, true),
        (Role::Convenor, Scope::Venue(v), true, true),
        (Role::Member, Scope::Member(m), false, true),
    ] {
        assert_eq!(may(role, scope, Feed::Venue(v)), venue, "{role} {scope:?}");
        assert_eq!(may(role, scope, Feed::Ref(c)), roster, "{role} {scope:?}");
        let whole = matches!(scope, Scope::Committee(_));
        assert_eq!(oversees(&[Held { role, scope }], &[c, above]), venue && whole);
    }
    assert!(!may_read(&[], c, Home { feed: Feed::Ref(c), venue: None }, &[c]));
}

#[test]
fn the_staff_of_a_special_committee_review_for_it_and_keep_no_roster() {
    let (c, v, s) = (CommitteeId(id(1)), VenueId(id(2)), RecordId(id(4)));
    let held = [Scope::SpecialCommittee(s), Scope::Venue(v)].map(|scope| Held { role: Role::Staff, scope });
    let reviews = |feed, venue| held.iter().any(|held| held.reviews(Home { feed, venue }, c));
    let (elsewhere, of_member) = (VenueId(id(5)), Feed::Member(MemberId(id(6))));
    assert!(reviews(Feed::Venue(v), None) && !reviews(Feed::Venue(elsewhere), None));
    assert!(reviews(of_member, Some(v)) && !reviews(of_member, Some(elsewhere)), "wherever it is kept");
    assert!(!held.iter().any(|held| held.reaches(Feed::Ref(c), c)));
    let feeds: Vec<Feed> = grants(c, &held).into_iter().map(|grant| grant.id).collect();
    assert_eq!(feeds, [Feed::Ref(c), Feed::Office(s.0)]);
    assert!(may_see(&held, Scope::SpecialCommittee(s), &[c]) && !may_see(&held, Scope::Committee(c), &[c]));
}

#[test]
fn every_kind_has_a_home_and_somebody_who_may_make_it() {
    let homes = [Feed::Ref(CommitteeId(id(1))), Feed::Venue(VenueId(id(2))), Feed::Member(MemberId(id(3)))];
    for kind in Kind::ALL {
        assert!(homes.iter().any(|feed| may_be_homed(*kind, *feed)), "{kind}");
        let made = Role::ALL.iter().any(|role| permits(&[*role], *kind, Create, Standing::Own));
        assert!(made, "{kind}");
    }
}

#[test]
fn only_the_server_writes_mirrors() {
    for role in Role::ALL {
        assert_eq!(permits(&[*role], Kind::Mirror, Create, Standing::Own), *role == Role::Server, "{role}");
    }
}
