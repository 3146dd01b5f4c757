//! What every store has to do, whatever lies beneath: each case is a function of an empty store.

mod citizens;
#[path = "../../../tests/cluster/mod.rs"]
mod cluster;
mod desk;
mod figures;
mod history;
mod log;
mod matters;
mod mirrors;
mod moved;
mod organisation;
mod parts;
mod people;
mod photos;
mod pull;
mod push;
mod race;
mod restored;
mod review;
mod units;
mod world;

/// Runs every case on the stores that a factory opens. The factory answers a store, and whatever has to live as long.
macro_rules! conformance {
    ($factory:path; $($module:ident: $($case:ident),+ $(,)?);+ $(;)?) => {$($(
        #[tokio::test]
        async fn $case() {
            let (store, _alive) = $factory().await;
            $module::$case(&store).await;
        }
    )+)+};
}

/// The list of cases, kept once for all stores.
macro_rules! every_case {
    ($factory:path) => {
        conformance! { $factory;
            push: a_create_is_kept_and_a_replay_gets_the_same_answer, a_gap_a_clone_and_a_foreign_device_change_nothing,
                a_refused_operation_is_refused_alone_and_stays_refused, a_group_decides_the_same_record_in_order,
                one_bad_push_of_a_group_leaves_the_others, a_new_venue_opens_its_feed_within_the_group,
                a_venue_made_anew_after_it_was_forgotten_goes_on_with_its_feed,
                what_a_phone_reports_is_kept, a_device_is_claimed_by_one_account_even_within_a_group;
            pull: pages_follow_each_other_until_all_is_there, count_and_digest_are_those_of_the_live_rows,
                a_cursor_beyond_the_feed_starts_again, readers_see_a_prefix_while_others_write,
                a_deleted_record_travels_without_its_body,
                a_deleted_record_is_forgotten_in_the_end_and_who_has_not_heard_of_it_begins_anew;
            desk: approving_one_record_moves_the_figure_by_exactly_that, making_all_facts_anew_changes_nothing,
                a_returned_record_leaves_the_figures, the_review_list_is_oldest_first_and_complete,
                what_did_not_take_place_does_not_wait_for_a_reviewer, what_counts_and_is_objected_to_waits_for_a_reviewer_again,
                 a_record_is_reviewed_for_the_venue_it_is_credited_to_else_for_its_writer,
                the_history_names_everybody_and_what_was_refused, a_long_history_keeps_its_newest_end,
                a_stranger_leaves_no_trace_in_a_history,
                a_phone_not_heard_of_for_a_month_is_not_waited_for;
            review: what_resembles_a_record_is_found_by_day_and_by_text_and_what_is_void_is_not,
                the_same_photo_is_found_whatever_the_day, what_somebody_decided_is_listed_once_with_the_last_word;
            figures: a_record_counts_once_in_each_scope_it_touches, a_scope_stays_until_its_last_member_is_taken_out,
                who_moves_takes_no_past_record_along, a_report_counts_for_whoever_wrote_it_by_what_held_on_its_day, a_county_that_leaves_a_city_takes_its_figures_along,
                a_figure_opens_to_its_records_newest_first, what_is_planned_is_announced_and_adds_nothing;
            history: figures_that_follow_equal_figures_made_anew;
            mirrors: who_comes_from_elsewhere_gets_a_mirror_that_follows, an_answer_by_way_of_a_mirror_comes_back_in_it,
                what_somebody_says_of_oneself_comes_back_in_the_mirror,
                a_mirror_shows_approval_and_what_comes_after_it,
                a_mirror_goes_and_comes_back_with_whom_it_concerns, a_mirror_follows_the_grants_and_the_calendar,
                a_record_that_names_a_member_whom_the_roster_gets_later_is_mirrored_then;
            parts: a_scope_is_found_by_its_sort_as_long_as_it_stands, a_city_holds_what_its_counties_hold,
                a_roster_is_that_of_one_committee_as_it_stands,
                what_belongs_to_a_scope_is_asked_by_days, people_and_places_are_found_by_characters_and_by_pinyin,
                a_month_lists_what_was_held_and_what_is_announced, quotas_are_listed_as_they_were_made;
            matters: matters_are_listed_by_how_far_they_have_come_and_count_once_taken_on,
                what_grew_out_of_a_record_is_found_until_it_is_deleted,
                a_workflow_of_the_committees_own_leads_and_once_retired_nothing_new_begins_with_it;
            photos: an_upload_is_its_senders_and_moves_on_from_where_it_stands, somebody_may_begin_only_so_many_uploads,
                a_named_photo_is_missing_until_who_named_it_has_sent_it, writing_anothers_hash_opens_nothing,
                a_photo_stays_held_when_others_edit_merge_or_delete, who_has_a_mirror_of_the_record_is_told_apart;
            citizens: who_reads_sealed_details_is_written_down_first_and_they_end_by_themselves,
                a_code_leads_to_its_request_until_its_time_is_over;
            units: a_unit_is_known_by_the_secret_of_its_link_until_that_is_taken_back;
            restored: what_is_sent_again_waits_for_its_record_and_is_then_taken_in,
                a_device_that_does_not_know_of_the_restore_is_told_first;
            log: the_log_is_read_in_pages_to_its_end_refusals_included;
            people: a_login_is_taken_once, a_session_ends_on_time_or_when_it_is_closed,
                a_session_brings_roles_and_the_roster_record, signing_in_claims_a_device_that_nobody_has,
                rights_that_follow_from_the_roster_begin_and_end_before_the_projector_has_run, committees_are_listed_with_their_fields;
        }
    };
}

mod sqlite {
    use super::{
        citizens, desk, figures, history, log, matters, mirrors, parts, people, photos, pull, push, restored, review,
        units,
    };
    use crate::store::{Store, sqlite::SqliteStore};

    async fn fresh() -> (SqliteStore, tempfile::TempDir) {
        let folder = tempfile::tempdir().unwrap();
        let store = SqliteStore::open(&folder.path().join("store.db")).await.unwrap();
        (store, folder)
    }

    every_case!(fresh);

    #[tokio::test]
    async fn figures_follow_through_many_histories() {
        for seed in 2..8 {
            let (store, _folder) = fresh().await;
            history::run(&store, seed).await;
        }
    }

    #[tokio::test]
    async fn an_opened_database_is_the_same_as_before_it_was_closed() {
        let (store, folder) = fresh().await;
        let epoch = store.epoch().to_owned();
        let world = super::world::World::set_up(&store).await;
        store.close().await;
        let again = SqliteStore::open(&folder.path().join("store.db")).await.unwrap();
        assert_eq!(again.epoch(), epoch);
        assert_eq!(again.committees().await.unwrap()[0].0, world.committee);
        again.ready().await.unwrap();
    }
}

mod postgres {
    use super::{
        citizens, cluster::Database, desk, figures, history, log, matters, mirrors, parts, people, photos, pull, push,
        restored, review, units,
    };
    use crate::store::postgres::PostgresStore;

    async fn fresh() -> (PostgresStore, Database) {
        let database = Database::empty();
        (PostgresStore::open_unchecked(&database.url).await.unwrap(), database)
    }

    every_case!(fresh);
}
