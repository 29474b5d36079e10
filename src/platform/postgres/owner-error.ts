/** The database does not belong to whom it was opened as. The message is for the operator: roles and tables, no value. */
export class OwnerError extends Error {
  constructor(problem: string, remedy: string) {
    super(`${problem} ${remedy} (DATABASE_OWNER_UNFIT)`);
    this.name = 'OwnerError';
  }
}
