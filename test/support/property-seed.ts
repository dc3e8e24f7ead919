/**
 * Property tests draw the same examples in every run, so that a red build is about the change. `FC_SEED=$RANDOM npm test`
 * looks for new ones.
 */
import fc from 'fast-check';

fc.configureGlobal({ seed: Number(process.env.FC_SEED ?? 20_261_121) });
