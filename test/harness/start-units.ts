import announceSeed from './announce-seed';
import useMemoryDisk from './memory-disk';

export default function startUnits(): void {
  announceSeed();
  useMemoryDisk();
}
