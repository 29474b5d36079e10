import { day, oneOf, text } from '../../../records/kinds';
import { PersonRecord } from '../../../records/person-record';
import { RecordField, RecordType } from '../../../records/record-type';

const CounsellingTopic = oneOf(
  'CounsellingTopic',
  ['ARRIVAL', 'RESIDENCE_LAW', 'FAMILY', 'SCHOOL_AND_CHILDCARE', 'WORK', 'HOUSING', 'HEALTH', 'DEBT'],
  'What counselling is about.',
);

const CounsellingIntensity = oneOf(
  'CounsellingIntensity',
  ['LOW', 'MEDIUM', 'HIGH'],
  'How much counselling is needed.',
);

@RecordType({
  description: 'A period of migration counselling (Migrationsberatung) at Caritas.',
  table: 'caritas.counselling_episode',
  author: 'caritas',
  category: 'COUNSELLING',
  // Migration counselling works by case management, so that a case elsewhere would do the same twice.
  occasion: 'CASE',
  onPerson: { field: 'counsellingEpisodes', many: true },
  naturalKey: ['episodeNumber'],
  importKind: 'counselling-episodes',
  newestBy: 'startedOn',
  dataDay: 'startedOn',
  periods: [['startedOn', 'endedOn']],
})
export class CounsellingEpisode extends PersonRecord {
  @RecordField(text({ max: 40 }), { required: true, description: 'Number of the episode.' })
  episodeNumber: string | null;

  @RecordField(day(), { required: true, description: 'Day of the first talk.' })
  startedOn: string | null;

  @RecordField(day(), { description: 'Day of the last talk.' })
  endedOn: string | null;

  @RecordField(CounsellingTopic, { required: true, description: 'What it is about.' })
  topic: string | null;

  @RecordField(CounsellingIntensity, { description: 'How much counselling is needed.' })
  intensity: string | null;
}
