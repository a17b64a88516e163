import { wireContractHolds } from '../contract/wire/every-table';
import { startTestingApp } from '../http/testing-app';
import { describeWithServices, scratchDatabase } from './services';

describeWithServices('the v1 clients on MySQL', ['MYSQL_URL'], () => {
  wireContractHolds('MySQL', async (more) => {
    const database = await scratchDatabase('MYSQL_URL');
    const app = await startTestingApp({ auth: { register: true }, database: { url: database.url }, ...more });
    return {
      ...app,
      stop: async () => {
        await app.stop();
        await database.drop();
      },
    };
  });
});
