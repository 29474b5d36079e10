import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { Open, Restricted } from '../../../../access/declare';
import { PERSON_ROLES } from '../../../../access/vocabulary';
import { GeleitError } from '../../../../platform/errors';
import { checkId } from '../../../../records/check-id';
import { byPerson } from '../../../../records/loader-of';
import type { PersonRow } from '../../../../records/read/load-persons';
import type { RecordContext } from '../../../../records/record-context';
import { Person } from '../../person/person.type';
import { transferData, transfersOf, type TransferRow } from './transfer.store';
import { Transfer, TransferDataInput } from './transfer.type';

@Resolver(() => Person)
export class TransferResolver {
  @FieldResolver(() => [Transfer], {
    description: 'What was handed over to institutions that may not retrieve data themselves, newest first.',
  })
  @Open('Row level security chooses: the person, the recipient, and the institution that transferred.')
  transfers(@Root() { id }: PersonRow, @Ctx() context: RecordContext): Promise<TransferRow[]> {
    return byPerson(context, transfersOf).load(id);
  }

  @Mutation(() => Transfer, {
    nullable: true,
    description:
      'Hands data over to an institution that may not retrieve them (section 79 SGB X), with the notice of section 78.',
  })
  @Restricted(...PERSON_ROLES, 'counsellor', 'case-manager')
  transferData(
    @Arg('input', () => TransferDataInput, { description: 'What is handed over to whom, within which consent.' })
    input: TransferDataInput,
    @Ctx() context: RecordContext,
  ): Promise<TransferRow> {
    const { institutions, transfers } = context.policy;
    checkId(input.consentId, 'consent');
    const mayRetrieve = [...institutions.values()].some(({ id, retrieval }) => id === input.recipient && retrieval);
    if (mayRetrieve) throw outsideConsent('This institution retrieves data itself.');
    if (!transfers) throw outsideConsent('The policy knows no transfers.');
    return transferData(context, transfers, input);
  }
}

const outsideConsent = (message: string) => new GeleitError('TRANSFER_OUTSIDE_CONSENT', message);
