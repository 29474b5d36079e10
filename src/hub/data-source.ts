import { DataSource } from 'typeorm';
import { ConsentScanEntity } from '../access/consent/consent-scan.entity';
import { ConsentEntity, ConsentEventEntity, ConsentGrantEntity } from '../access/consent/consent.entity';
import { ConsentReceiptEntity } from '../access/consent/receipt/consent-receipt.entity';
import { ConsentTextEntity } from '../access/consent/text/consent-text.entity';
import { TransferEntity } from '../access/consent/transfer.entity';
import { ClockMarkEntity, WithdrawalTaskEntity } from '../access/consent/withdrawal-task.entity';
import { ErasedSourceEntity, ErasureKeyEntity } from '../access/rights/erased-source.entity';
import {
  RightsNoticeEntity,
  RightsRequestContentEntity,
  RightsRequestEntity,
} from '../access/rights/rights-request.entity';
import { AccessEntryEntity, AccessHorizonEntity, AccessSealEntity } from '../access/log/access-log.entity';
import { RepresentationEntity } from '../access/representation.entity';
import { PatternFindingEntity, StaffNameMarkEntity } from '../access/log/pattern-finding.entity';
import { ImportRunEntity } from '../import/import-run.entity';
import { AnnouncementEntity } from '../platform/live/announcement.entity';
import { CONNECTING } from '../platform/postgres/connection';
import { entitySchemaOf } from '../records/entity-schema';
import {
  PersonAliasEntity,
  PersonMoveEntity,
  PersonMoveRowEntity,
  PersonTableEntity,
} from '../records/move/person-move.entity';
import { IdempotencyKeyEntity } from '../records/write/idempotency.entity';
import {
  DuplicateAgreementEntity,
  DuplicateDecisionEntity,
  DuplicatePairEntity,
  DuplicateReviewerEntity,
  MatchKeyEntity,
  MatchTaskEntity,
} from '../subgraphs/core/duplicate/duplicate.entity';
import { BookletCodeEntity } from '../subgraphs/core/booklet/booklet-code.entity';
import { LinkEntity } from '../subgraphs/core/link/link.entity';
import { RateLimitEntity } from '../subgraphs/core/link/rate-limit.entity';
import { PersonEntity } from '../subgraphs/core/person/person.entity';
import { BackupTakenEntity } from './backup/backup-taken.entity';
import { ClosingEntity } from './backup/closing.entity';
import { MIGRATION_FILES, MIGRATION_TABLE } from './migrations';
import { REGISTRY } from './subgraphs';

/** Every table that TypeORM compares with the migrations. */
export const ENTITIES = [
  PersonEntity,
  ConsentEntity,
  ConsentEventEntity,
  ConsentGrantEntity,
  ConsentReceiptEntity,
  ConsentScanEntity,
  ConsentTextEntity,
  TransferEntity,
  WithdrawalTaskEntity,
  ClockMarkEntity,
  AnnouncementEntity,
  BackupTakenEntity,
  ClosingEntity,
  MatchKeyEntity,
  MatchTaskEntity,
  DuplicatePairEntity,
  DuplicateAgreementEntity,
  DuplicateDecisionEntity,
  DuplicateReviewerEntity,
  RightsRequestEntity,
  RightsRequestContentEntity,
  RightsNoticeEntity,
  ErasedSourceEntity,
  ErasureKeyEntity,
  AccessEntryEntity,
  AccessSealEntity,
  AccessHorizonEntity,
  PatternFindingEntity,
  StaffNameMarkEntity,
  IdempotencyKeyEntity,
  ImportRunEntity,
  PersonTableEntity,
  PersonMoveEntity,
  PersonMoveRowEntity,
  PersonAliasEntity,
  RepresentationEntity,
  BookletCodeEntity,
  LinkEntity,
  RateLimitEntity,
  ...REGISTRY.all.map(entitySchemaOf),
];

/** The owner's connection for migrations. TypeORM never synchronizes; requests never use it. */
export function ownerDataSource(ownerUrl: string): DataSource {
  return new DataSource({
    type: 'postgres',
    url: ownerUrl,
    extra: CONNECTING,
    synchronize: false,
    installExtensions: false,
    // PostgreSQL has gen_random_uuid() itself; TypeORM knows it under the name of the extension that had it first.
    uuidExtension: 'pgcrypto',
    migrationsTableName: MIGRATION_TABLE,
    migrationsTransactionMode: 'each',
    migrations: [MIGRATION_FILES],
    entities: ENTITIES,
  });
}
