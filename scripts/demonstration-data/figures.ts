import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IsoDate } from './calendar';
import { DATA_FOLDER } from './project';

/** One row of the city's table "newcomers by month". Families and couples are households, the rest are persons. */
export interface MonthFigures {
  readonly month: string;
  readonly registrations: number;
  readonly families: number;
  readonly couples: number;
  readonly personsInFamiliesAndCouples: number;
  readonly singles: number;
  readonly singlesMale: number;
  readonly singlesFemale: number;
}

/** The published figures that the demonstration data reproduce (progress report of the city of 2 July 2019). */
export interface PublishedFigures {
  readonly newcomersByMonth: readonly MonthFigures[];
  readonly departures: {
    readonly asOf: IsoDate;
    readonly arrivedFamilies: number;
    readonly arrivedCouples: number;
    readonly leftFamilies: number;
    readonly leftCouples: number;
  };
  readonly booklet: { readonly issuedCopies: number; readonly pilotStart: IsoDate; readonly pilotMonths: number };
  readonly languageCourses: {
    readonly offered: number;
    readonly planned: number;
    readonly participantsMin: number;
    readonly participantsMax: number;
    readonly participantsMeanBetween: readonly [number, number];
  };
}

interface FiguresFile extends Omit<PublishedFigures, 'newcomersByMonth'> {
  readonly newcomersByMonth: { readonly columns: readonly string[]; readonly rows: readonly (string | number)[][] };
}

/** The months whose arrivals the published departures are counted among. */
export const DEPARTURE_COHORT = { from: '2018-08', to: '2018-12' } as const;

/** Reads `data/rheine/figures-2019.json`. */
export function readPublishedFigures(): PublishedFigures {
  const file = JSON.parse(readFileSync(join(DATA_FOLDER, 'figures-2019.json'), 'utf8')) as FiguresFile;
  const { columns, rows } = file.newcomersByMonth;
  const newcomersByMonth = rows.map(
    (row) => Object.fromEntries(columns.map((column, index) => [column, row[index]])) as unknown as MonthFigures,
  );
  return { ...file, newcomersByMonth };
}
