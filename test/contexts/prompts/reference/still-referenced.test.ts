import { StillReferenced } from '#contexts/prompts/reference/domain/reference-errors';

describe('the refusal to take a text away', () => {
  const keeping = (n: number) => ({
    projectId: 'shop',
    promptId: `mail-${n}`,
    versionTag: '1.0.0',
    status: 'active',
    environments: [],
    steps: 1,
  });

  it('names the first, and counts the others', () => {
    expect(new StillReferenced("Prompt 'base'", [1, 2].map(keeping), 0, true).message).toBe(
      "Prompt 'base' is referred to by shop/mail-1 1.0.0, shop/mail-2 1.0.0",
    );
    expect(new StillReferenced("Prompt 'base'", [1, 2, 3, 4, 5, 6].map(keeping), 3, true).message).toMatch(
      /shop\/mail-5 1\.0\.0, 4 more$/u,
    );
  });

  it('says that there are more than it looked at, when none of those is a reason', () => {
    expect(new StillReferenced("Prompt 'base'", [], 0, false).message).toBe("Prompt 'base' is referred to by more than can be looked at");
  });
});
