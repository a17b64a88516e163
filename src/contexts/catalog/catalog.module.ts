import { contextModule } from '#platform/container/context-module';
import { aiModelModule } from './ai-model/ai-model.module';
import { changeSetModule } from './change-set/change-set.module';
import { environmentModule } from './environment/environment.module';
import { memberModule } from './member/member.module';
import { projectModule } from './project/project.module';
import { regionModule } from './region/region.module';
import { tagModule } from './tag/tag.module';

export const catalogModule = contextModule('catalog', [
  projectModule,
  changeSetModule,
  memberModule,
  environmentModule,
  tagModule,
  aiModelModule,
  regionModule,
]);
