import type { MigrationInterface, QueryRunner } from 'typeorm';

const CANCELLING = `        update core.link l set state = 'CANCELLED', ended_at = now()
          where l.person_id = carried.person_id and l.institution = house and l.state = 'PENDING';
`;

const DELETING = `          delete from core.link l where l.id = made.id;
        end if;`;

const OPENED = `moving text := coalesce(current_setting('geleit.moving', true), 'off');`;
const OFF = `perform set_config('geleit.moving', 'off', true);`;
const AS_BEFORE = `perform set_config('geleit.moving', moving, true);`;

/** Functions that others call while a move is under way, and what stands there before they declare something. */
const INNER: readonly (readonly [name: string, declared: string])[] = [
  ['is_own_house(uuid, text)', 'is_own boolean;'],
  ['follow_merge()', 'held uuid := new.person_id;'],
  ['duplicate_decided()', 'move uuid := old.move_id;'],
  ['take_link_back(core.link)', 'fresh uuid := gen_random_uuid();'],
];

/** What this migration changes in functions of before: function, what stands there, what stands there then. */
const CHANGES: readonly (readonly [name: string, before: string, after: string])[] = [
  ['link_by_code(bytea, text, text, interval)', CANCELLING, ''],
  [
    'link_by_code(bytea, text, text, interval)',
    DELETING,
    `          delete from core.link l where l.id = made.id;
        else
          -- A request takes the place of the one before; an attempt that is refused changes nothing.
          update core.link l set state = 'CANCELLED', ended_at = now()
            where l.person_id = carried.person_id and l.institution = house and l.state = 'PENDING' and l.id <> made.id;
        end if;`,
  ],
  ...INNER.flatMap(([name, declared]): (readonly [string, string, string])[] => [
    [name, declared, `${declared}\n        ${OPENED}`],
    [name, OFF, AS_BEFORE],
  ]),
  ['move_person(text, uuid, uuid, text)', 'row_id uuid;\n', `row_id uuid;\n        ${OPENED}\n`],
  [
    'move_person(text, uuid, uuid, text)',
    'perform core.end_move(move);',
    `perform core.end_move(move);\n        ${AS_BEFORE}`,
  ],
];

/**
 * A code that cannot link leaves the request that waits for the person alone. What looks at rows of all institutions in the
 * middle of a move leaves the move open.
 */
export class RefusedLinksChangeNothing1795392648001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const [name, before, after] of CHANGES) await replaceIn(runner, name, before, after);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [name, before, after] of [...CHANGES].reverse()) {
      if (before === CANCELLING) {
        await replaceIn(
          runner,
          name,
          '        insert into core.link as l',
          `${CANCELLING}        insert into core.link as l`,
        );
      } else {
        await replaceIn(runner, name, after, before);
      }
    }
  }
}

/** Changes one part of a function and leaves the rest as it is. */
async function replaceIn(runner: QueryRunner, name: string, before: string, after: string): Promise<void> {
  const [{ source }] = (await runner.query(`select pg_get_functiondef($1::regprocedure) as source`, [
    `core.${name}`,
  ])) as [{ source: string }];
  if (!source.includes(before)) throw new Error(`core.${name} is not as this migration expects it.`);
  await runner.query(source.replace(before, () => after));
}
