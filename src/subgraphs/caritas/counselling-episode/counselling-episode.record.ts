import { day, oneOf, text } from '../../../records/kinds';
import { PersonRecord } from '../../../records/person-record';
import { RecordField, RecordType } from '../../../records/record-type';

const CounsellingTopic = oneOf('CounsellingTopic', 'What counselling is mainly about.', {
  ARRIVAL: "Finding one's way in the first time: offices, forms, everyday life.",
  RESIDENCE_LAW: 'Residence title, asylum, family reunification.',
  FAMILY: 'Partnership, children, bringing up children.',
  SCHOOL_AND_CHILDCARE: 'Places in school and day care.',
  WORK: 'Work, training, recognition of qualifications.',
  HOUSING: 'Finding or keeping a home.',
  HEALTH: 'Health, insurance, disability.',
  DEBT: 'Debts and how to get out of them.',
});

const CounsellingIntensity = oneOf('CounsellingIntensity', 'How much counselling is needed.', {
  LOW: 'Single talks are enough.',
  MEDIUM: 'Regular talks about one or a few questions.',
  HIGH: 'Close company over a longer time, by case management.',
});

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
  @RecordField(text({ max: 40 }), { required: true, description: 'Number of the episode in the files of Caritas.' })
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
