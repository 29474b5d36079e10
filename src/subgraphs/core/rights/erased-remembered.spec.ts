import { expect, it } from '@jest/globals';
import { rheinePolicy } from '../../../../test/kit/policy';
import { erasedRememberedSql } from './erased-remembered';

it('tells PostgreSQL the years of the policy', () => {
  const { rights } = rheinePolicy();
  expect(erasedRememberedSql({ rights })).toContain(`interval '${rights.rememberErasedYears} years'`);
});
