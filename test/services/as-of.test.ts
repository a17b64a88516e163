import { pastIsKept } from '../contract/as-of';
import { startTestingApp } from '../http/testing-app';
import { describeWithServices, scratchDatabase } from './services';

describeWithServices('the past on MySQL', ['MYSQL_URL'], () => {
  pastIsKept('MySQL', async () => {
    const database = await scratchDatabase('MYSQL_URL');
    const app = await startTestingApp({ database: { url: database.url } });
    return {
      ...app,
      stop: async () => {
        await app.stop();
        await database.drop();
      },
    };
  });
});
