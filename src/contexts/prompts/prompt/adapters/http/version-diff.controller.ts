import { Readable } from 'node:stream';
import type { Request as HttpRequest } from 'express';
import { Controller, Get, Path, Request, Route, Tags } from '@tsoa/runtime';
import { actorOf } from '#platform/http/authentication';
import { Operation } from '#platform/http/operation';
import type { CompareVersions } from '../../application/compare-versions';
import { VERSION_AUDIT } from '../../domain/version-audit';
import { versionDiffDto, type VersionDiffDto } from './version-diff.dto';

@Route('api/projects/{projectId}/prompts/{promptId}/versions/{versionTag}/diff')
@Tags('Prompt versions')
export class VersionDiffController extends Controller {
  constructor(private readonly compareVersions: CompareVersions) {
    super();
  }

  /**
   * Compares two versions: the text by line and by word, variables, translations and references. A placeholder such as `{{who}}` counts
   * as one word. With `Accept: text/plain` the response has the texts in the unified format of `diff -u`. Both tags may be `latest`.
   */
  @Get('{otherTag}')
  @Operation({
    permission: 'version:read',
    audit: VERSION_AUDIT.read,
    failures: [404],
    text: '--- 1.0.0\n+++ 1.1.0\n@@ -1,1 +1,1 @@\n-Dear {{variable:who}}\n+Good morning, {{variable:who}}\n',
  })
  async diff(
    @Request() request: HttpRequest,
    @Path() projectId: string,
    @Path() promptId: string,
    @Path() versionTag: string,
    @Path() otherTag: string,
  ): Promise<VersionDiffDto | Readable> {
    const query = { actor: actorOf(request), project: projectId, prompt: promptId, before: versionTag, after: otherTag };
    request.res?.vary('Accept');
    if (request.accepts(['application/json', 'text/plain']) !== 'text/plain')
      return versionDiffDto(await this.compareVersions.execute(query));
    const text = await this.compareVersions.unified(query);
    this.setHeader('Content-Type', 'text/plain; charset=utf-8');
    return Readable.from(text === '' ? [] : [text]);
  }
}
