import { UndoSteps } from '#bootstrap/undo-steps';

describe('undoing a start', () => {
  it('takes every step once, the newest first, whatever fails', async () => {
    const taken: string[] = [];
    const undo = new UndoSteps();
    undo.push(() => taken.push('claim'));
    undo.push(
      () => {
        throw new Error('at once');
      },
      () => Promise.reject(new Error('later')),
    );
    undo.push(() => taken.push('api'));
    await expect(undo.unwind()).rejects.toMatchObject({ errors: [new Error('later'), new Error('at once')] });
    expect(taken).toEqual(['api', 'claim']);
    await undo.unwind();
    expect(taken).toEqual(['api', 'claim']);
  });
});
