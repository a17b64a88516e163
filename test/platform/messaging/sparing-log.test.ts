import { SparingLog } from '#platform/messaging/sparing-log';

describe('a sparing log', () => {
  it('lets each kind of message through once a minute, with the number of those that it kept back', () => {
    const written: string[] = [];
    const now = jest.spyOn(Date, 'now').mockReturnValue(0);
    const log = new SparingLog();
    const say = (kind: string): void => {
      log.say(kind, (keptBack) => written.push(`${kind} ${keptBack}`));
    };
    for (const kind of ['a', 'a', 'b', 'a']) say(kind);
    now.mockReturnValue(59_999);
    say('a');
    now.mockReturnValue(60_000);
    for (const kind of ['a', 'a', 'b']) say(kind);
    expect(written).toEqual(['a 0', 'b 0', 'a 3', 'b 0']);
    now.mockRestore();
  });
});
