-- With a record that is erased (Art. 17 GDPR) goes the key that names it.
create policy owner_rights on core.idempotency_key to current_user using (true);
