import { pastIsKept } from '../contract/as-of';
import { startTestingApp } from './testing-app';

pastIsKept('SQLite', () => startTestingApp());
