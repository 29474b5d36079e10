#!/usr/bin/env node
import 'reflect-metadata';
import { buildProgram } from './cli/program';
import { exitWith } from './cli/exit';

/** How long what a command has begun in the background keeps its process once it has failed, in milliseconds. */
const REST_WITHIN = 1_000;

buildProgram()
  .parseAsync()
  .catch((error: unknown) => {
    exitWith(error);
    // A hub that could not start may hold connections already: the process must not look as if it served.
    setTimeout(() => process.exit(), REST_WITHIN).unref();
  });
