import { TagsController } from '#contexts/catalog/tag/adapters/http/tags.controller';
import { ChangedAs, changeRoutes } from '#platform/http/change-route';
import { openEnums } from '#platform/http/open-enums';

describe('the resources that change sets can change', () => {
  it('are those whose controllers say so, by name', () => {
    expect(changeRoutes().get('tag')).toEqual({ path: 'tags/{id}', id: 'id' });
    const names = [...changeRoutes().keys()];
    expect(names).toEqual(names.toSorted());
    expect(openEnums().get('ChangedResource')).toEqual(names);
  });

  it('cannot be declared twice', () => {
    const declare = () => ChangedAs('tag', { path: 'labels/{id}', id: 'id' })(TagsController);
    expect(declare).toThrow("TagsController: change sets already know a resource 'tag'");
    expect(changeRoutes().get('tag')?.path).toBe('tags/{id}');
  });
});
