-- The owner's functions erase the words about a record that was erased (Art. 17 GDPR), and move them.
create policy owner_all on core.rights_request_content to current_user using (true) with check (true);
