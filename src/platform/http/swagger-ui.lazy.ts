import type SwaggerUi from 'swagger-ui-express';

/** The page for trying the API. The first request for it loads the package. */
export const swaggerUi = (): typeof SwaggerUi => require('swagger-ui-express') as typeof SwaggerUi;
