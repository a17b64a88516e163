import fc from 'fast-check';
import { WellFormedPieces } from '#contexts/prompts/execution/adapters/provider/well-formed-pieces';

// Many halves of pairs, in every order.
const unit = fc.constantFrom('a', '\ud83d', '\ude00', '\ufffd');
const piece = fc.array(unit, { maxLength: 4 }).map((units) => units.join(''));

describe('the pieces of a text', () => {
  it('are each well-formed, and together the well-formed text', () => {
    fc.assert(
      fc.property(fc.array(piece), (given) => {
        const pieces = new WellFormedPieces();
        const passed = [...given.map((each) => pieces.next(each)), pieces.end()];
        expect(passed.every((each) => each.isWellFormed())).toBe(true);
        expect(passed.join('')).toBe(given.join('').toWellFormed());
      }),
    );
  });
});
