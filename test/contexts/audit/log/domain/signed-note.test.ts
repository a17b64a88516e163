import { generateKeyPairSync } from 'node:crypto';
import { BadNote, openNote, parseVerifierKey, signNote, verifierKeyOf } from '#contexts/audit/log/domain/signed-note';
import { LOG_KEY, otherKey, privateKeyOf } from './keys';

// The example of golang.org/x/mod/sumdb/note, which C2SP signed-note comes from.
const GO_SEED = Buffer.from('AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz', 'base64').subarray(1);
const GO_VERIFIER_KEY = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
const GO_TEXT = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
const GO_NOTE = `${GO_TEXT}\n— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n`;

const verifier = parseVerifierKey(verifierKeyOf(LOG_KEY));
const TEXT = 'first line\nsecond line\n';

describe('a signed note', () => {
  it('is the same, byte for byte, as the one of the reference implementation', () => {
    const signer = { name: 'PeterNeumann', privateKey: privateKeyOf(GO_SEED) };
    expect(verifierKeyOf(signer)).toBe(GO_VERIFIER_KEY);
    expect(signNote(GO_TEXT, signer)).toBe(GO_NOTE);
    expect(openNote(GO_NOTE, parseVerifierKey(GO_VERIFIER_KEY))).toBe(GO_TEXT);
  });

  it('gives its text back, also with empty lines inside', () => {
    expect(openNote(signNote('a\n\nb\n', LOG_KEY), verifier)).toBe('a\n\nb\n');
  });

  it('may carry signatures of others, known or not', () => {
    const foreign = signNote(TEXT, otherKey('witness.example')).split('\n\n')[1] ?? '';
    const sameName = signNote(TEXT, otherKey(LOG_KEY.name)).split('\n\n')[1] ?? '';
    expect(openNote(signNote(TEXT, LOG_KEY) + foreign + sameName, verifier)).toBe(TEXT);
  });

  it('is refused when its text was changed', () => {
    expect(() => openNote(signNote(TEXT, LOG_KEY).replace('first', 'First'), verifier)).toThrow("signature of 'log.example/japm' is wrong");
  });

  it('is refused when its signature is cut', () => {
    const short = Buffer.concat([verifier.keyHash, Buffer.alloc(63)]).toString('base64');
    expect(() => openNote(`${TEXT}\n— ${LOG_KEY.name} ${short}\n`, verifier)).toThrow('is wrong');
  });

  it('is refused when only another key signed it', () => {
    expect(() => openNote(signNote(TEXT, otherKey(LOG_KEY.name)), verifier)).toThrow("not signed by 'log.example/japm'");
  });

  it.each([
    ['nothing', '', 'no signatures'],
    ['only text', TEXT, 'no signatures'],
    ['no newline at the end', signNote(TEXT, LOG_KEY).slice(0, -1), 'no signatures'],
    ['a control character', signNote(TEXT, LOG_KEY).replace('first', '\t'), 'control characters'],
    ['a line that is no signature', `${TEXT}\nwhatever\n`, 'malformed signature line'],
    ['a signature that is no base64', `${TEXT}\n— name ab!d\n`, 'malformed signature line'],
    ['a signature without a body', `${TEXT}\n— name AAAAAA==\n`, 'malformed signature line'],
    ['too many signatures', `${TEXT}\n${'— n AAAAAAA=\n'.repeat(101)}`, 'too many'],
  ])('is refused with %s', (_, note, message) => {
    expect(() => openNote(note, verifier)).toThrow(BadNote);
    expect(() => openNote(note, verifier)).toThrow(message);
  });

  it.each(['', 'no newline', 'a\rb\n'])('is not made of %j', (text) => {
    expect(() => signNote(text, LOG_KEY)).toThrow(BadNote);
  });

  it.each(['', 'two words', 'a+b'])('is not made with a key named %j', (name) => {
    expect(() => signNote(TEXT, { ...LOG_KEY, name })).toThrow('name of a signing key');
  });

  it('is not made with another kind of key', () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    expect(() => signNote(TEXT, { name: 'x', privateKey })).toThrow('Ed25519');
  });
});

describe('a verifier key', () => {
  it('is read with blanks around it', () => {
    expect(parseVerifierKey(` ${GO_VERIFIER_KEY}\n`).name).toBe('PeterNeumann');
  });

  it.each([
    '',
    'name',
    'name+00000000',
    GO_VERIFIER_KEY.replace('+ARpc', '+AhPc'),
    GO_VERIFIER_KEY.slice(0, -4),
    GO_VERIFIER_KEY.replace('PeterNeumann', 'Peter Neumann'),
  ])('is refused as %j', (text) => {
    expect(() => parseVerifierKey(text)).toThrow('not an Ed25519 verifier key');
  });

  it('is refused when its hash belongs to another name', () => {
    expect(() => parseVerifierKey(GO_VERIFIER_KEY.replace('Peter', 'Petra'))).toThrow('does not match');
  });
});
