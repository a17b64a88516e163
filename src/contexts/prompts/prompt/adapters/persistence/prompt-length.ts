import type { EntityManager } from 'typeorm';
import { bytesOf, requireShortDetail } from '#platform/persistence/detail-length';

const OF_PROMPT = 'WHERE v.tenant_id = ? AND v.prompt_id = ?';
const DETAIL_LENGTHS = [
  bytesOf(['v.prompt_text', 'v.variables', 'v.literals', 'v.change_message'], `prompts_version v ${OF_PROMPT}`),
  bytesOf(
    ['t.prompt_text'],
    `prompts_translation t JOIN prompts_version v ON v.tenant_id = t.tenant_id AND v.id = t.version_id ${OF_PROMPT}`,
  ),
];
const INSTEAD = 'read the versions in pages from GET /projects/{project}/prompts/{prompt}/versions?limit=…';

/** Refuses a prompt whose versions and translations together are longer than one answer may be. */
export const requireShortPrompt = (reader: EntityManager, tenantId: string, promptId: string): Promise<void> =>
  requireShortDetail(reader, DETAIL_LENGTHS, [tenantId, promptId], INSTEAD);
