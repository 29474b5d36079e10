import { personType } from '../../records/api/person-type';
import type { Subgraph } from '../subgraph';
import { CounsellingEpisode } from './counselling-episode/counselling-episode.record';
import { CounsellingNote } from './counselling-note/counselling-note.record';

const records = [CounsellingEpisode, CounsellingNote];

/** Migration counselling of Caritas. */
export const caritas: Subgraph = { name: 'caritas', records, person: personType(records), resolvers: [] };
