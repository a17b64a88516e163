import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { permissionsGuide } from './permissions-guide';

const FILE = join(__dirname, '../../ops/guides/permissions.md');

describe('the guide to permissions', () => {
  it('says what the table and the OpenAPI document say', () => {
    const guide = permissionsGuide();
    if (process.env.UPDATE_GUIDES === '1') writeFileSync(FILE, guide);
    expect(readFileSync(FILE, 'utf8')).toBe(guide);
  });
});
