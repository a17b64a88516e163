import { formatCheckpoint, openCheckpoint, parseCheckpoint, signCheckpoint } from '#contexts/audit/log/domain/checkpoint';
import { EMPTY_ROOT } from '#contexts/audit/log/domain/merkle';
import { BadNote, parseVerifierKey, signNote, verifierKeyOf } from '#contexts/audit/log/domain/signed-note';
import { LOG_KEY } from './keys';

const ROOT = 'CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=';
const TEXT = `example.com/log\n20852163\n${ROOT}\n`;

describe('a checkpoint', () => {
  it('is three lines: origin, size and root', () => {
    expect(formatCheckpoint({ origin: 'example.com/log', size: 20852163, root: Buffer.from(ROOT, 'base64') })).toBe(TEXT);
    expect(parseCheckpoint(TEXT)).toEqual({ origin: 'example.com/log', size: 20852163, root: Buffer.from(ROOT, 'base64') });
  });

  it('may have extension lines', () => {
    expect(parseCheckpoint(`${TEXT}more\n`).size).toBe(20852163);
  });

  it.each([
    ['no newline at the end', TEXT.slice(0, -1), 'ends with a newline'],
    ['no origin', TEXT.replace('example.com/log', ''), 'origin'],
    ['only an origin', 'example.com/log\n', 'size of a log'],
    ['a size with leading zeros', TEXT.replace('20852163', '020'), 'size of a log'],
    ['a negative size', TEXT.replace('20852163', '-1'), 'size of a log'],
    ['a size that no number holds', TEXT.replace('20852163', '9007199254740993'), 'size of a log'],
    ['no root', 'example.com/log\n1\n', '32 bytes'],
    ['a root that is no base64', TEXT.replace('=', ''), '32 bytes'],
    ['a short root', TEXT.replace(ROOT, 'AAAA'), '32 bytes'],
    ['an empty line', `${TEXT}\nmore\n`, 'empty lines'],
  ])('is refused with %s', (_, text, message) => {
    expect(() => parseCheckpoint(text)).toThrow(BadNote);
    expect(() => parseCheckpoint(text)).toThrow(message);
  });

  it.each([
    { origin: '', size: 0, root: EMPTY_ROOT },
    { origin: 'a', size: -1, root: EMPTY_ROOT },
    { origin: 'a', size: 0, root: Buffer.alloc(31) },
  ])('is not made of what cannot be read again: %j', (checkpoint) => {
    expect(() => formatCheckpoint(checkpoint)).toThrow(BadNote);
  });

  it('is signed in the name of its log and opened with the key of that log', () => {
    const note = signCheckpoint({ size: 0, root: EMPTY_ROOT }, LOG_KEY);
    expect(openCheckpoint(note, parseVerifierKey(verifierKeyOf(LOG_KEY)))).toEqual({ origin: LOG_KEY.name, size: 0, root: EMPTY_ROOT });
  });

  it('of another log is refused, though the key is right', () => {
    const note = signNote(TEXT, LOG_KEY);
    expect(() => openCheckpoint(note, parseVerifierKey(verifierKeyOf(LOG_KEY)))).toThrow("of the log 'example.com/log'");
  });
});
