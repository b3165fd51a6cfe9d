/* Vercel's entry for signaling (docs/VERCEL.md). The build makes what it stands for. */
import bundle from '../dist/function.cjs';

export default await bundle.openFunction();
