import { appendFile, mkdir, mkdtemp, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { registerDiff } from '#contexts/prompts/exchange/adapters/cli/diff.command';
import { registerExport } from '#contexts/prompts/exchange/adapters/cli/export.command';
import { registerImport } from '#contexts/prompts/exchange/adapters/cli/import.command';
import { DiskPromptFolder } from '#contexts/prompts/exchange/adapters/files/disk-prompt-folder';
import { runProgram } from '#platform/cli/run-program';
import { startTestingApp, type TestingApp } from './testing-app';

const NASTY = '---\nstatus: fake\n---\r\nDear {{who}},  \r\n\t🙂 \u2028 \uFEFF{{asset:sign}}\n\n';

describe('the exchange of a project', () => {
  let app: TestingApp;
  let dir: string;
  const call = (method: 'get' | 'post' | 'patch' | 'put' | 'delete', path: string, body?: object) =>
    app.request(method, `/api/projects/${path}`, app.admin).send(body);

  const japm = (...args: string[]): Promise<{ code: number; out: string[] }> => japmAs(app.admin, ...args);

  async function japmAs(token: string, ...args: string[]): Promise<{ code: number; out: string[] }> {
    const out: string[] = [];
    const output = { out: (line: string) => void out.push(line), err: (line: string) => void out.push(line), terminal: null };
    const env = { JAPM_URL: app.url, JAPM_TOKEN: token };
    return { code: await runProgram([registerImport, registerExport, registerDiff], args, { output, env }), out };
  }

  async function bytes(folder: string): Promise<Record<string, string>> {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const files = entries.filter((each) => each.isFile()).map((each) => join(each.parentPath, each.name));
    const read = await Promise.all(
      files.toSorted().map(async (file) => [file.slice(folder.length + 1), await readFile(file, 'base64')] as const),
    );
    return Object.fromEntries(read);
  }

  beforeAll(async () => {
    app = await startTestingApp();
    dir = await mkdtemp(join(tmpdir(), 'japm-exchange-'));
    await call('post', '', { name: 'From' }).expect(201);
    for (const name of ['zeta', 'alpha "x"']) await call('post', 'from/tags', { name }).expect(201);
    await call('post', 'from/tags', { name: 'unused', description: 'no: prompt\r\nhas it' }).expect(201);
    const mail = { name: 'Order Mail', description: 'line\r\nbreak', type: 'SYSTEM', tags: ['zeta', 'alpha "x"'], promptText: NASTY };
    await call('post', 'from/prompts', {
      ...mail,
      activate: true,
      variables: [{ name: 'who', description: 'a: b', example: { a: [1, null] } }],
      literals: ['lit'],
      initialTranslations: [{ languageCode: 'fr', promptText: 'Cher\r\n' }],
    }).expect(201);
    const versions = 'from/prompts/order-mail/versions';
    const draft = { versionTag: '1.1.0-RC.1+b', promptText: '', languageCode: 'en', changeMessage: 'why' };
    await call('post', versions, { ...draft, initialTranslations: [{ languageCode: 'de-DE', promptText: 'alt' }] }).expect(201);
    await call('patch', `${versions}/1.1.0-RC.1%2Bb`, { promptText: 'new {{x}}' }).expect(200);
    await call('post', `${versions}/1.1.0-RC.1%2Bb/translations`, { languageCode: 'it-IT', promptText: 'nuovo' }).expect(201);
    await call('post', versions, { versionTag: '1.1.0-rc.1', promptText: '{{y}}', languageCode: 'en' }).expect(201);
    await call('post', `${versions}/1.1.0-rc.1/activate`).expect(200);
    await call('post', `${versions}/1.1.0-rc.1/archive`).expect(200);
    await call('post', versions, { versionTag: '1.2.0', promptText: 'b', languageCode: 'en', variables: [{ name: 'other' }] }).expect(201);
    await call('post', `${versions}/1.2.0/activate`, { allowBreaking: true, reason: 'test' }).expect(200);
    await call('post', versions, { versionTag: '1.0.1', promptText: 'dropped', languageCode: 'en' }).expect(201);
    await call('post', `${versions}/1.0.1/archive`).expect(200);

    await call('post', 'from/prompts', { name: 'Without first', promptText: 'x' }).expect(201);
    await call('post', 'from/prompts/without-first/versions', { versionTag: '2.0.0', promptText: 'two', languageCode: 'en' }).expect(201);
    await call('delete', 'from/prompts/without-first/versions/1.0.0').expect(200);
    await call('post', 'from/prompts/without-first/versions', { versionTag: '1.0.0', promptText: 'one again', languageCode: 'en' }).expect(
      201,
    );
    await call('post', 'from/prompts', { name: 'Renamed', slug: 'con', promptText: 'x' }).expect(201);

    const assets = 'from/prompts/order-mail/assets';
    await call('post', assets, { key: 'sign', name: 'Signature', initialValue: 'Yours\r\n', category: 'c', languageCode: 'en-US' }).expect(
      201,
    );
    await call('post', assets, {
      key: 'Sign/é',
      name: 'Other',
      initialValue: 'x',
      initialTranslations: [{ languageCode: 'fr', value: 'y' }],
    }).expect(201);
    await call('patch', `${assets}/sign`, { enabled: false }).expect(200);
    const texts = `${assets}/sign/versions`;
    const drafted = { versionTag: 'v2 beta', value: '', languageCode: 'en', translations: [{ languageCode: 'fr', value: 'z' }] };
    await call('post', texts, drafted).expect(201);
    await call('patch', `${texts}/v2%20beta`, { value: 'Regards' }).expect(200);
  }, 60_000);
  afterAll(async () => {
    await app.stop();
    await rm(dir, { recursive: true, force: true });
  });

  it('shows what the server warns of, once it is done', async () => {
    await call('post', '', { name: 'Warned' }).expect(201);
    await call('post', 'warned/prompts', { name: 'Mail', promptText: 'Hi {{#if vip}}' }).expect(201);
    const out = join(dir, 'warned');
    expect((await japm('export', 'Warned', '--out', out)).code).toBe(0);
    const imported = await japm('import', out, '--project', 'Warned too');
    expect(imported.out).toContainEqual(
      'warning: prompt mail: 1.0.0: Templates have no conditions, loops or filters: {{#if vip}} are variables of these names',
    );
  });

  it('gives the same bytes after it was brought into an empty project, and changes nothing the second time', async () => {
    const [a, b] = [join(dir, 'a'), join(dir, 'b')];
    expect(await japm('export', 'From', '--out', a)).toMatchObject({ code: 0, out: [`3 prompts of From are in ${a}`] });
    const imported = await japm('import', a, '--project', 'To');
    expect(imported.out.at(-1)).toMatch(/^3 prompts, 3 of them changed by \d+ changes, 0 conflicts$/u);
    expect(imported.code).toBe(0);
    expect((await japm('export', 'To', '--out', b)).code).toBe(0);
    const first = await bytes(a);
    expect(await bytes(b)).toEqual(first);
    expect(Object.keys(first).filter((each) => each.startsWith('prompts/'))).toEqual([
      'prompts/%63on/1.0.0.md',
      'prompts/%63on/prompt.yaml',
      'prompts/order-mail/1.0.0.md',
      'prompts/order-mail/1.0.1.md',
      'prompts/order-mail/1.1.0-%52%43.1%2bb.md',
      'prompts/order-mail/1.1.0-rc.1.md',
      'prompts/order-mail/1.2.0.md',
      'prompts/order-mail/assets/%53ign%2f%c3%a9/1.0.0.md',
      'prompts/order-mail/assets/%53ign%2f%c3%a9/asset.yaml',
      'prompts/order-mail/assets/sign/1.0.0.md',
      'prompts/order-mail/assets/sign/asset.yaml',
      'prompts/order-mail/assets/sign/v2%20beta.md',
      'prompts/order-mail/prompt.yaml',
      'prompts/without-first/1.0.0.md',
      'prompts/without-first/2.0.0.md',
      'prompts/without-first/prompt.yaml',
    ]);
    expect(await japm('import', a, '--project', 'To')).toMatchObject({
      code: 0,
      out: ['3 prompts, 0 of them changed by 0 changes, 0 conflicts'],
    });
    expect(await japm('diff', a, '--project', 'To')).toEqual({
      code: 0,
      out: [
        'tags: 0 created, 0 changed, 3 unchanged, 0 only in the project',
        'prompts: 0 created, 0 changed, 3 unchanged, 0 only in the project',
        'versions: 0 created, 0 changed, 8 unchanged, 0 only in the project',
        'translations: 0 created, 0 changed, 3 unchanged, 0 only in the project',
        'assets: 0 created, 0 changed, 2 unchanged, 0 only in the project',
        'asset versions: 0 created, 0 changed, 3 unchanged, 0 only in the project',
        'asset translations: 0 created, 0 changed, 2 unchanged, 0 only in the project',
        '0 changes, 0 conflicts',
      ],
    });
    // Once more over what is there.
    expect((await japm('export', 'To', '--out', b)).code).toBe(0);
    expect(await bytes(b)).toEqual(first);
  }, 60_000);

  it('shows what an import would change, and does that', async () => {
    const folder = join(dir, 'c');
    await call('post', '', { name: 'Edited' }).expect(201);
    await call('post', 'edited/prompts', { name: 'Mail', promptText: 'one', activate: true }).expect(201);
    await call('post', 'edited/prompts', { name: 'Only There', promptText: 'x' }).expect(201);
    await call('post', 'edited/prompts/mail/versions', { versionTag: '1.1.0', promptText: 'draft', languageCode: 'en-US' }).expect(201);
    await japm('export', 'edited', '--out', folder);
    await rm(join(folder, 'prompts/only-there'), { recursive: true });
    const mail = join(folder, 'prompts/mail');
    await writeFile(join(mail, 'prompt.yaml'), 'slug: mail\nname: New Name\ntype: USER\ntags: [fresh]\nversions: [1.0.0, 1.1.0, 2.0.0]\n');
    await writeFile(join(mail, '1.0.0.md'), '---\ntag: 1.0.0\nstatus: active\nlanguage: en-US\n---\nanother text\n');
    await writeFile(join(mail, '1.1.0.md'), '---\ntag: 1.1.0\nstatus: active\nlanguage: en-US\n---\nfinished\n');
    await writeFile(join(mail, '2.0.0.md'), '---\ntag: 2.0.0\nstatus: draft\nlanguage: en-US\n---\nnext\n');
    const conflict = "Version '1.0.0' is active; text, language, variables, literals and AI model change only while it is a draft";
    expect(await japm('diff', folder, '--project', 'edited', '--text')).toEqual({
      code: 1,
      out: [
        '===================================================================',
        '--- a/prompts/mail/1.0.0.md',
        '+++ b/prompts/mail/1.0.0.md',
        '@@ -1,1 +1,1 @@',
        '-one',
        '\\ No newline at end of file',
        '+another text',
        '\\ No newline at end of file',
        '===================================================================',
        '--- a/prompts/mail/1.1.0.md',
        '+++ b/prompts/mail/1.1.0.md',
        '@@ -1,1 +1,1 @@',
        '-draft',
        '\\ No newline at end of file',
        '+finished',
        '\\ No newline at end of file',
        '  create tag fresh',
        '  update prompt mail',
        '  update version mail 1.1.0',
        '  activate version mail 1.1.0',
        '  create version mail 2.0.0',
        `! version mail 1.0.0: ${conflict}`,
        '= only in the project: prompt only-there',
        'tags: 1 created, 0 changed, 0 unchanged, 0 only in the project',
        'prompts: 0 created, 1 changed, 0 unchanged, 1 only in the project',
        'versions: 1 created, 2 changed, 0 unchanged, 0 only in the project',
        '5 changes, 1 conflict',
      ],
    });
    const name = async () => ((await call('get', 'edited/prompts/mail').expect(200)).body as { name: string }).name;
    expect(await japm('import', folder, '--project', 'edited')).toEqual({
      code: 1,
      out: [`! mail: ${conflict} (409)`, '1 prompt, 0 of them changed by 1 change, 1 conflict'],
    });
    // All of the prompt or nothing.
    expect(await name()).toBe('Mail');
    await writeFile(join(mail, '1.0.0.md'), '---\ntag: 1.0.0\nstatus: active\nlanguage: en-US\n---\none\n');
    expect((await japm('import', folder, '--project', 'edited')).out).toEqual(['1 prompt, 1 of them changed by 4 changes, 0 conflicts']);
    expect((await call('get', 'edited/prompts/mail').expect(200)).body).toMatchObject({
      name: 'New Name',
      tags: [{ name: 'fresh' }],
      versions: [
        { versionTag: '2.0.0', status: 'draft' },
        { versionTag: '1.1.0', status: 'active', promptText: 'finished' },
        { versionTag: '1.0.0', promptText: 'one' },
      ],
    });
    await call('get', 'edited/prompts/only-there').expect(200);
    await writeFile(join(mail, '1.0.0.md'), 'nonsense');
    await writeFile(join(folder, 'tags.yaml'), 'tags: [{ name: a }, { name: a }]\n');
    const faults = ["  tags.yaml: has tag 'a' twice", '  prompts/mail/1.0.0.md:1: does not begin with YAML between two lines ---'];
    const refused = { code: 2, out: [[`japm: ${folder} cannot be imported; nothing was changed`, ...faults].join('\n')] };
    expect(await japm('diff', folder, '--project', 'edited')).toEqual(refused);
    expect(await japm('import', folder, '--project', 'Never Begun')).toEqual(refused);
    await call('get', 'never-begun').expect(404);
  }, 60_000);

  it('leaves folders alone that are none of its own', async () => {
    const folder = join(dir, 'other');
    await japm('export', 'From', '--out', folder);
    await rm(join(folder, 'japm.yaml'));
    expect((await japm('export', 'From', '--out', folder)).code).toBe(2);
    expect((await japm('import', folder, '--project', 'Never')).code).toBe(2);
    expect((await japm('export', 'Unknown', '--out', join(dir, 'unknown'))).code).toBe(3);
    await call('get', 'never').expect(404);
  });

  it('brings the tags of the project, and says what their file would change', async () => {
    const folder = join(dir, 'tags');
    await japm('export', 'From', '--out', folder);
    const file = join(folder, 'tags.yaml');
    expect(await readFile(file, 'utf8')).toBe(
      'tags:\n  - name: alpha "x"\n  - name: unused\n    description: "no: prompt\\r\\nhas it"\n  - name: zeta\n',
    );
    await japm('import', folder, '--project', 'Tagged');
    await writeFile(file, 'tags: [{ name: unused, description: other }, { name: zeta }]\n');
    expect(await japm('diff', folder, '--project', 'Tagged')).toMatchObject({
      code: 1,
      out: expect.arrayContaining(['  update tag unused', '1 change, 0 conflicts']) as string[],
    });
    expect((await japm('import', folder, '--project', 'Tagged')).code).toBe(0);
    expect((await japm('diff', folder, '--project', 'Tagged')).code).toBe(0);
    // 1 would say that they differ.
    expect((await japm('diff', folder, '--project', 'Unknown')).code).toBe(2);
  });

  it('is for members, and of one tenant', async () => {
    const folder = join(dir, 'roles');
    await japm('export', 'From', '--out', folder);
    const consumer = await app.userToken('prompt_consumer');
    expect(await japmAs(consumer, 'import', folder, '--project', 'From')).toMatchObject({
      code: 4,
      out: [expect.stringContaining('(403)')],
    });
    const stranger = await app.strangerToken();
    expect(await japmAs(stranger, 'export', 'From', '--out', join(dir, 'stolen'))).toMatchObject({
      code: 3,
      out: [expect.stringContaining("Project 'from' not found (404)")],
    });
    expect((await japmAs(stranger, 'diff', folder, '--project', 'From')).code).toBe(2);
    // A project of his own, of that name.
    expect((await japmAs(stranger, 'import', folder, '--project', 'From')).code).toBe(0);
    expect((await japm('diff', folder, '--project', 'From')).code).toBe(0);
  }, 60_000);

  it('compares texts where these are asked for, and names what it would create', async () => {
    const folder = join(dir, 'asked');
    await japm('export', 'From', '--out', folder);
    await japm('import', folder, '--project', 'Asked');
    await appendFile(join(folder, 'prompts/order-mail/1.0.1.md'), 'more\n');
    const diff = async (...more: string[]): Promise<object> =>
      JSON.parse((await japm('diff', folder, '--project', 'Asked', '--json', ...more)).out.join('\n')) as object;
    // Each text names its file.
    const named = jest.spyOn(DiskPromptFolder.prototype, 'place');
    expect(await diff()).not.toHaveProperty('texts');
    expect(named).not.toHaveBeenCalled();
    expect(await diff('--text')).toMatchObject({ texts: [expect.stringContaining('+++ b/prompts/order-mail/1.0.1.md')] });
    expect(named).toHaveBeenCalledTimes(1);
    named.mockRestore();
    await call('post', '', { name: 'Bare' }).expect(201);
    expect((await japm('diff', folder, '--project', 'Bare')).out).toEqual(
      expect.arrayContaining(['  create tag zeta', '  create prompt order-mail', '  create asset order-mail sign']),
    );
  }, 60_000);

  it('reads a folder twice: once to check all of it, once to bring it in', async () => {
    const folder = join(dir, 'twice');
    await japm('export', 'From', '--out', folder);
    const read = jest.spyOn(DiskPromptFolder.prototype, 'read');
    const prompts = (await readdir(join(folder, 'prompts'))).length;
    for (const command of ['import', 'diff']) {
      await japm(command, folder, '--project', 'Twice');
      expect(read).toHaveBeenCalledTimes(2 * prompts);
      read.mockClear();
    }
    read.mockRestore();
  }, 60_000);

  it('takes what editors make of a folder, and knows prompts by what their files say', async () => {
    const folder = join(dir, 'editors');
    const long = `${'a-long-name-'.repeat(14)}end`;
    await call('post', '', { name: 'Named' }).expect(201);
    for (const name of ['Con', long]) await call('post', 'named/prompts', { name, promptText: 'x' }).expect(201);
    await japm('export', 'Named', '--out', folder);
    for (const name of await readdir(join(folder, 'prompts'))) {
      const file = join(folder, 'prompts', name, 'prompt.yaml');
      const yaml = await readFile(file, 'utf8');
      await writeFile(file, yaml.replace(/^slug: (.*)$/mu, '# ours\nslug: "$1" # ours').replaceAll('\n', '\r\n'));
    }
    for (const edited of ['format: japm-prompts\r\nversion: 1\r\n', '\uFEFFformat: japm-prompts\nversion: 1\n']) {
      await writeFile(join(folder, 'japm.yaml'), edited);
      expect((await japm('diff', folder, '--project', 'Named')).out.at(-1)).toBe('0 changes, 0 conflicts');
    }
    await writeFile(join(folder, 'japm.yaml'), 'format: japm-prompts\nversion: 2\n');
    expect(await japm('import', folder, '--project', 'Named')).toEqual({
      code: 2,
      out: [`japm: ${folder} is not a folder that japm export has written: japm.yaml says version 2`],
    });
  }, 60_000);

  it('brings prompts whose slugs only earlier releases made, and one with a long slug under a name without one', async () => {
    const long = `${'a-long-name-'.repeat(10)}end`;
    await call('post', '', { name: 'Elder' }).expect(201);
    for (const slug of ['-', '_', '_-_']) {
      const body = { name: 'Генератор отчётов', slug, promptText: 'x', activate: true };
      await call('post', 'elder/prompts', body).expect(400);
      await call('post', 'elder/prompts', { ...body, legacySlug: true }).expect(201);
    }
    await call('patch', 'elder/prompts/-', { name: 'Report generator' }).expect(200);
    await call('post', 'elder/prompts', { name: long, promptText: 'x' }).expect(201);
    await call('patch', `elder/prompts/${long}`, { name: 'Отчёт' }).expect(200);
    const [first, second] = [join(dir, 'elder-1'), join(dir, 'elder-2')];
    await japm('export', 'Elder', '--out', first);
    expect(await japm('import', first, '--project', 'Younger')).toMatchObject({ code: 0 });
    await japm('export', 'Younger', '--out', second);
    expect(await bytes(second)).toEqual(await bytes(first));
    expect((await call('get', 'younger/prompts/-').expect(200)).body).toMatchObject({ name: 'Report generator' });
  }, 60_000);

  it('says what is wrong with names and places', async () => {
    const folder = join(dir, 'places');
    const nameless = { code: 2, out: ["japm: '日本' is not a project name: it needs a Latin letter or a digit"] };
    expect(await japm('export', '日本', '--out', folder)).toEqual(nameless);
    await japm('export', 'From', '--out', folder);
    expect(await japm('diff', folder, '--project', '日本')).toEqual(nameless);
    expect(await japm('import', folder, '--project', '日本')).toEqual(nameless);
    await rm(join(folder, '.gitattributes'));
    await mkdir(join(folder, '.gitattributes'));
    expect(await japm('export', 'From', '--out', folder)).toEqual({
      code: 2,
      out: [`japm: ${join(folder, '.gitattributes')} is a folder, and the export would write a file there; nothing was changed`],
    });
    // What was there is there.
    expect((await japm('diff', folder, '--project', 'From')).code).toBe(0);
    await rename(join(folder, 'prompts'), join(folder, 'elsewhere'));
    await symlink('elsewhere', join(folder, 'prompts'));
    expect(await japm('import', folder, '--project', 'From')).toEqual({
      code: 2,
      out: [`japm: ${join(folder, 'prompts')} is not a folder; links are not followed`],
    });
  }, 60_000);

  it('lists all that is wrong with a folder, follows no links and passes hidden files over', async () => {
    const folder = join(dir, 'wrong');
    await japm('export', 'From', '--out', folder);
    const mail = join(folder, 'prompts/order-mail');
    await writeFile(join(folder, 'prompts/.DS_Store'), '');
    await writeFile(join(mail, '.DS_Store'), '');
    expect((await japm('diff', folder, '--project', 'From')).code).toBe(0);
    await symlink('/etc/hosts', join(mail, '9.9.9.md'));
    await symlink('/etc', join(folder, 'prompts/etc'));
    await writeFile(join(mail, '1.0.1.md'), Buffer.from([0xff]));
    await writeFile(join(folder, 'prompts/%63on/prompt.yaml'), 'slug: con\nname: " Con "\ntype: CHAT\nversions: [1.0.0]\n');
    expect((await japm('import', folder, '--project', 'Wrong')).out).toEqual([
      [
        `japm: ${folder} cannot be imported; nothing was changed`,
        '  prompts/etc: is not a folder of a prompt',
        '  prompts/%63on/prompt.yaml: name would be kept as "Con"',
        '  prompts/%63on/prompt.yaml: type would be kept as "USER"',
        '  prompts/order-mail/1.0.1.md: is not UTF-8',
        '  prompts/order-mail/9.9.9.md: is listed neither as a version nor as an asset',
      ].join('\n'),
    ]);
    await call('get', 'wrong').expect(404);
  }, 60_000);
});
