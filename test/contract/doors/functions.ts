/**
 * Functions that run with the rights of the owner, and to whom each tells what. Whoever adds one judges it here: what does
 * it tell a caller of the hub's role with the settings of another institution?
 */
export const CALLED_BY_THE_HUB: Readonly<Record<string, string>> = {
  'core.activate_wording(text,integer)': `A data protection officer: how many consents their own institution is party to end with it.`,
  'core.add_booklet_codes(uuid,bytea,bytea)':
    'Nobody anything; refuses all but the issuer, whether or not the booklet exists.',
  'core.add_rights_notices(uuid,text,text,boolean)':
    'Nobody anything; who has just answered a request notifies whom the log names.',
  'core.announce_committed()': 'Whoever asks: how many messages waited, of no institution in particular.',
  'core.announce_due_tasks()': 'Whoever asks: how many tasks fell due, of no institution in particular.',
  'core.answer_link(uuid,boolean)': 'The person: the link that they answer.',
  'core.answer_merge(uuid,boolean)': 'The person: the state of a proposal about themself.',
  'core.ask_link_imported(text,text,interval)':
    'An import of persons that is under way: the person whom it has just asked, by the booklet number that its file has.',
  'core.caller_goes_on_as(uuid)': 'A person: whether the subject of their own token leads to this id.',
  'core.caller_represents(uuid)': 'A guardian: whether the subject of their own token represents this child.',
  'core.common_evidence()': 'The matcher of duplicates: how many keys too many share; none of them.',
  'core.closings(bigint)':
    'Whoever asks: ids, states and scopes of what was closed, of no institution in particular, for the journal outside the database.',
  'core.complete_withdrawal_tasks()': 'Nobody anything.',
  'core.confirm_merge_by_code(bytea,text)':
    'Staff that holds the booklet: to whom it belongs, and whether a merge waited.',
  'core.consent_giver()':
    'The person, or who represents them: who has to consent for them by all birth days of theirs.',
  'core.consent_history(uuid,text)': `The person; an institution's officer: what consents said of this institution alone.`,
  'core.ensure_access_partitions(integer)': 'Nobody anything.',
  'core.erase_access_log(timestamp with time zone)': 'Whoever asks: how many months were erased.',
  'core.erase_records(uuid,text[],text[])':
    'Nobody anything; staff that was asked to erase, what its own institution wrote.',
  'core.erasure_inventory(uuid,text[])':
    'Staff that was asked to erase: how much its own institution holds of the person.',
  'core.follow_merges()': 'Whoever asks: how many rows went after their persons, of no institution in particular.',
  'core.forget_closings()': 'Nobody anything.',
  'core.forget_erased_sources()': 'Nobody anything.',
  'core.former_ids()': 'The person: the ids under which they were known before.',
  'core.goes_on_as(uuid)':
    'The person, and who may see them: under which id they go on; everybody else: the id that they gave.',
  'core.guardian_acts_alone()': 'The person: whether they are below 15 by their birth days.',
  'core.has_erased(text)': 'An institution: whether it has itself erased records of this type.',
  'core.is_new_person(uuid)': 'An institution: whether it has registered the person in this very transaction.',
  'core.lift_exceptions(uuid,text[],text)':
    'The person; staff before whom they say it: which consents it changed, of which they read as many as row level security shows.',
  'core.link_by_code(bytea,text,text,interval)':
    'Staff that holds the booklet: the link of its own institution to its carrier.',
  'core.match_batch(integer)': 'The matcher of duplicates, which is nobody who can log in: what it compares.',
  'core.match_result(uuid[],uuid,jsonb)': 'Nobody anything; refuses all but the matcher.',
  'core.may_be_merged()':
    'The person: whether somebody has to decide if they were registered twice; the hub tells nobody.',
  'core.merges_to_confirm()': 'The person: proposals about themself, and what the other registration would open.',
  'core.person_of_booklet(text)':
    'An import of persons that is under way: the person whose booklet number its file has.',
  'core.report_booklet_lost(uuid)': 'The person: their own booklet.',
  'core.same_surname_lookups(date,date,text)': `An institution's officer: how often its staff read of persons of their own surname.`,
  'core.seal_access_log()': 'Whoever asks: how many entries were sealed, of no institution in particular.',
  'core.set_sounds(jsonb)': 'Nobody anything; refuses all but the matcher.',
  'core.tend_ended_consents()': 'Whoever asks: how many consents had ended, of no institution in particular.',
  'core.unlink(uuid)': 'The person, and staff of the institution whose link it is: that link.',
  'core.was_erased(text,text[])': 'An institution: whether it has itself erased what it calls by this number.',
  'core.without_sounds(integer)': 'The matcher of duplicates: names that have no sounds yet.',
};

/** Triggers tell by what they refuse: each looks only at rows that the statement may write, or says the same of all others. */
export const TRIGGERS: Readonly<Record<string, string>> = {
  'core.birth_day_recorded()': 'Shortens consents of the person; refuses nothing.',
  'core.booklet_ended()': 'Revokes codes; refuses nothing.',
  'core.booklet_erased()': 'Cancels links; refuses nothing.',
  'core.came_under()': 'Notes under which id a row came; refuses in the moment of a split alone.',
  'core.changes_under()': 'As core.came_under, before a consent is changed.',
  'core.consent_agreed()': 'Refuses by who asks and by the consent itself.',
  'core.consent_changed()': 'Writes event and grants; refuses nothing.',
  'core.consent_keeps_rules()':
    'Refuses by the age, after core.consent_about_known has let in only who knows the person.',
  'core.consent_said_before()': 'Takes away what the person has withdrawn; refuses nothing.',
  'core.consent_withdrawn()': 'Writes tasks; refuses nothing.',
  'core.consent_withdrawn_everywhere()': 'Takes the same away from the other consents of the person; refuses nothing.',
  'core.contact_keys_changed()': 'Writes keys for the matcher; refuses nothing.',
  'core.duplicate_decided()': 'Merges or splits; refuses a split after a further merge.',
  'core.duplicate_deciding()': 'Refuses by the pair, which the caller sees.',
  'core.file_erased()': 'Ends links; refuses nothing.',
  'core.follow_merge()': 'Lets a new row follow its person; refuses nothing.',
  'core.forget_staff_names()': 'Erases old marks; refuses nothing.',
  'core.identity_keys_changed()': 'Writes keys for the matcher; refuses nothing.',
  'core.representation_revoked()': 'Ends the same representation of others; refuses nothing.',
  'core.rights_request_answered()': 'Marks the record; refuses nothing.',
  'core.rights_request_asked()': 'Refuses a record of another person and one that does not exist alike.',
  'core.rights_request_worded()':
    'Refuses by the request itself, and whom it is not about like one that does not exist.',
  'core.transfer_made()': 'Refuses a consent of another person and one that does not exist alike.',
  'core.note_closing()': 'Keeps what was closed; refuses nothing.',
};
