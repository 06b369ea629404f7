#!/bin/sh
# What a job sees of the place it runs in.
set -eu

echo "Hello from job $GODOCKER_JID"
echo "I run as $(id -u):$(id -g) in $GODOCKER_PWD"

# Files written here stay in the job's workspace and can be downloaded after the end.
cd "$GODOCKER_PWD"
awk 'BEGIN { for (i = 1; i <= 100000; i++) sum += i; print sum }' >sum.txt
echo "The numbers from 1 to 100000 add up to $(cat sum.txt)"
