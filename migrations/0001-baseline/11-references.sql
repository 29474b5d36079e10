-- Which rows depend on which.

alter table caritas.counselling_episode add constraint counselling_episode_person_fk foreign key (person_id)
  references core.person(id);
alter table caritas.counselling_note add constraint counselling_note_person_fk foreign key (person_id)
  references core.person(id);
alter table city.language_enrolment add constraint language_enrolment_course_id_fk foreign key (course_id)
  references city.language_course(id);
alter table city.language_enrolment add constraint language_enrolment_person_fk foreign key (person_id)
  references core.person(id);
alter table city.registration add constraint registration_person_fk foreign key (person_id) references core.person(id);
alter table city.residence_title add constraint residence_title_person_fk foreign key (person_id)
  references core.person(id);
alter table core.booklet_code add constraint booklet_code_booklet_fk foreign key (booklet_id)
  references core.booklet(id) on delete cascade;
alter table core.booklet add constraint booklet_person_fk foreign key (person_id) references core.person(id);
alter table core.case_management add constraint case_management_person_fk foreign key (person_id)
  references core.person(id);
alter table core.consent add constraint consent_person_fk foreign key (person_id) references core.person(id);
alter table core.consent add constraint consent_scan_fk foreign key (scan_id) references core.consent_scan(id);
alter table core.consent_scan add constraint consent_scan_person_fk foreign key (person_id) references core.person(id);
alter table core.contact_assignment add constraint contact_assignment_contact_person_id_fk foreign key (contact_person_id)
  references core.contact_person(id);
alter table core.contact_assignment add constraint contact_assignment_person_fk foreign key (person_id)
  references core.person(id);
alter table core.contact add constraint contact_person_fk foreign key (person_id) references core.person(id);
alter table core.contact_person add constraint contact_person_office_id_fk foreign key (office_id)
  references core.office(id);
alter table core.duplicate_agreement add constraint duplicate_agreement_of_pair foreign key (pair_id)
  references core.duplicate_pair(id) on delete cascade;
alter table core.household_membership add constraint household_membership_person_fk foreign key (person_id)
  references core.person(id);
alter table core.identity add constraint identity_person_fk foreign key (person_id) references core.person(id);
alter table core.language_assessment add constraint language_assessment_person_fk foreign key (person_id)
  references core.person(id);
alter table core.link add constraint link_move_fk foreign key (move_id) references core.person_move(id);
alter table core.link add constraint link_person_fk foreign key (person_id) references core.person(id);
alter table core.measure add constraint measure_person_fk foreign key (person_id) references core.person(id);
alter table core.person_alias add constraint person_alias_former_id_person_fk foreign key (former_id)
  references core.person(id);
alter table core.person_alias add constraint person_alias_move_fk foreign key (move_id) references core.person_move(id);
alter table core.person_alias add constraint person_alias_person_id_person_fk foreign key (person_id)
  references core.person(id);
alter table core.person_link add constraint person_link_person_fk foreign key (person_id) references core.person(id);
alter table core.person_move add constraint person_move_from_person_person_fk foreign key (from_person)
  references core.person(id);
alter table core.person_move_row add constraint person_move_row_move_fk foreign key (move_id)
  references core.person_move(id);
alter table core.person_move add constraint person_move_to_person_person_fk foreign key (to_person)
  references core.person(id);
alter table core.representation add constraint representation_person_fk foreign key (person_id)
  references core.person(id);
alter table core.rights_request_content add constraint rights_request_content_request_fk foreign key (request_id)
  references core.rights_request(id);
alter table core.transfer add constraint transfer_consent_fk foreign key (consent_id) references core.consent(id);
alter table core.transfer add constraint transfer_person_fk foreign key (person_id) references core.person(id);
alter table employment_agency.jobseeker_profile add constraint jobseeker_profile_person_fk foreign key (person_id)
  references core.person(id);
alter table employment_agency.qualification add constraint qualification_person_fk foreign key (person_id)
  references core.person(id);
alter table jobcenter.benefit_award add constraint benefit_award_person_fk foreign key (person_id)
  references core.person(id);
alter table jobcenter.benefit_case add constraint benefit_case_person_fk foreign key (person_id)
  references core.person(id);
alter table jobcenter.integration_agreement add constraint integration_agreement_person_fk foreign key (person_id)
  references core.person(id);
