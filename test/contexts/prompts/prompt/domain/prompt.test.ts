import { failureOf } from '../../failure-of';
import { lenientTags, Prompt, type NewPrompt } from '../../../../../src/contexts/prompts/prompt/domain/prompt';
import { lenientPromptType } from '../../../../../src/contexts/prompts/prompt/domain/prompt-type';

const now = new Date('2026-01-01T00:00:00Z');
const later = new Date('2026-01-02T00:00:00Z');
const made = (more: Partial<NewPrompt> = {}): Prompt =>
  Prompt.create({
    id: 'p',
    tenantId: 't',
    projectId: 'j',
    slug: null,
    name: ' Order Mail ',
    description: null,
    type: 'USER',
    ownerUserId: 'u',
    now,
    ...more,
  });

describe('a prompt', () => {
  it('is known by the slug of its first name', () => {
    expect(made().state).toMatchObject({ slug: 'order-mail', name: 'Order Mail', revision: 1 });
    expect(made().change({ name: 'Other' }, later).state).toMatchObject({
      slug: 'order-mail',
      name: 'Other',
      revision: 2,
      updatedAt: later,
    });
  });

  it('takes a slug of its own before that of the name', () => {
    expect(made({ slug: 'x_1', name: '注文' }).state.slug).toBe('x_1');
  });

  it.each([['A'], [''], ['---'], ['a b'], ['a'.repeat(101)]])('refuses the slug %j', (slug) => {
    expect(failureOf(() => made({ slug }))).toMatchObject({ errors: [expect.objectContaining({ pointer: '/slug' })] });
  });

  it.each(['backups', 'load-structure', 'generate-structure'])('refuses the slug %j, which paths of the API use', (slug) => {
    expect(failureOf(() => made({ slug }))).toMatchObject({ errors: [expect.objectContaining({ pointer: '/slug' })] });
    expect(failureOf(() => made({ name: slug.toUpperCase().replace('-', ' ') }))).toMatchObject({
      errors: [expect.objectContaining({ pointer: '/name' })],
    });
    expect(made({ slug: `${slug}-2` }).state.slug).toBe(`${slug}-2`);
    expect(made().change({ name: slug }, later).state.slug).toBe('order-mail');
  });

  it('refuses a name whose slug is empty, and an empty name', () => {
    expect(failureOf(() => made({ name: '注文' }))).toMatchObject({ errors: [expect.objectContaining({ pointer: '/name' })] });
    for (const name of ['Анализ договора', '_ _', '計 算'])
      expect(failureOf(() => made({ name }))).toMatchObject({
        errors: [{ pointer: '/name', message: 'name must contain a letter or digit of a-z 0-9, or a slug must be given' }],
      });
    expect(failureOf(() => made({ name: '  ' }))).toMatchObject({ errors: [{ pointer: '/name', message: 'name should not be empty' }] });
  });

  it.each(['-', '_', '_-_'])('keeps the slug %j of an earlier release where that is asked for', (slug) => {
    expect(made({ slug, legacySlug: true }).state).toMatchObject({ slug });
    expect(made({ slug, legacySlug: true }).state).not.toHaveProperty('legacySlug');
    expect(failureOf(() => made({ slug: 'a b', legacySlug: true }))).toMatchObject({ errors: [{ pointer: '/slug' }] });
  });

  it('is the same object when nothing differs', () => {
    const prompt = made();
    expect(prompt.change({ name: 'Order Mail', description: null, type: 'USER' }, later)).toBe(prompt);
  });

  it.each([
    ['guard', 'GUARD'],
    [{ value: 'System' }, 'SYSTEM'],
    ['TASK', 'USER'],
    [{ value: 'task' }, 'USER'],
    ['nonsense', 'USER'],
    ['', 'USER'],
    [null, 'USER'],
    [{}, 'USER'],
    [undefined, 'USER'],
    [7, 'USER'],
  ])('reads the type %j as %s', (written, type) => {
    expect(lenientPromptType(written)).toBe(type);
  });

  it('reads an empty object of tags as none, and takes each once, at most 100', () => {
    expect([lenientTags({}), lenientTags(null), lenientTags(undefined), lenientTags(['a', 'b', 'a'])]).toEqual([[], [], [], ['a', 'b']]);
    expect(() => lenientTags([1])).toThrow('tags must be an array of strings');
    expect(() => lenientTags({ a: 1 })).toThrow('tags must be an array of strings');
    expect(() => lenientTags(Array.from({ length: 101 }, (_, n) => String(n)))).toThrow('tags must have at most 100 tags');
  });
});
