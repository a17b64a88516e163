import { BatchBudget, BatchTooLarge } from '#contexts/prompts/resolution/domain/batch-budget';
import { ReadingBudget } from '#contexts/prompts/resolution/domain/reading-budget';
import { ResolutionTooLarge } from '#contexts/prompts/resolution/domain/resolution-errors';

const MIB = 1024 * 1024;

describe('the budget of a batch', () => {
  const resolve = (whole: BatchBudget, bytes: number, placeholders = 0): void => {
    new ReadingBudget(whole).take({ bytes, placeholders });
  };

  it('is what all of its resolves take together, 64 MiB of texts and 250,000 placeholders', () => {
    const batch = new BatchBudget();
    for (let item = 0; item < 4; item += 1) resolve(batch, 16 * MIB, 50_000);
    expect(() => resolve(batch, 1)).toThrow(BatchTooLarge);
    resolve(batch, 0, 50_000);
    expect(() => resolve(batch, 0, 1)).toThrow(BatchTooLarge);
  });

  it('leaves each resolve its own bound', () => {
    expect(() => resolve(new BatchBudget(), 16 * MIB + 1)).toThrow(ResolutionTooLarge);
    expect(() => resolve(new BatchBudget(), 0, 50_001)).toThrow(ResolutionTooLarge);
  });

  it('lets a small item through after one that was too large', () => {
    const batch = new BatchBudget();
    batch.takeOutput(16 * MIB - 10);
    expect(() => {
      batch.takeOutput(11);
    }).toThrow(BatchTooLarge);
    batch.takeOutput(10);
  });
});
