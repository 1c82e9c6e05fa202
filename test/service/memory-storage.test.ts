import { createMemoryStorage } from '../../src/service/memory-storage.js';
import { describeStorage } from './storage-suite.js';

describeStorage('memory', createMemoryStorage);
