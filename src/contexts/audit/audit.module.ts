import { contextModule } from '#platform/container/context-module';
import { dashboardModule } from './dashboard/dashboard.module';
import { logModule } from './log/log.module';
import { relayModule } from './relay/relay.module';
import { searchModule } from './search/search.module';

export const auditModule = contextModule('audit', [logModule, relayModule, searchModule, dashboardModule]);
