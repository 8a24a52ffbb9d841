/* SPDX-License-Identifier: MIT */
/* meaning.h - what a record means: the columns of its row, what the texts in
 * them stand for, and what is said about one event.
 *
 * An *identity* is the text that names one user, session or resource for the
 * whole store: its label, and where an account is known, a space and the
 * account: `role/Admin 111122223333`, `sg-0123456789abcdef0 111122223333`.
 * Two identities are the same thing exactly when the texts are equal. */
#ifndef MEANING_H
#define MEANING_H

#include "event.h"

struct batch; /* shredder.h */

/* ---- rows ---- */

/* Gives rows their meaning; one for each worker, used with the batches of one
 * shredder only. What it found out for one row it knows for those like it, so
 * that most rows cost a few array reads. */
struct meaning;
struct meaning *meaning_new(void);          /* owned; NULL: no memory */
void meaning_free(struct meaning *meaning); /* NULL is fine */
/* Fills in the newest row of the batch: columns, flags, time, resources. 0, or
 * -1 and ERR_FULL when out of memory: then the row is dropped. */
int meaning_fill(struct meaning *meaning, struct batch *batch, struct err *err);

const char *kind_name(enum event_kind kind); /* "management" ... */

/* ---- identities ---- */

/* The label without the account; the account, or STR_NONE. */
struct str identity_label(struct str identity);
struct str identity_account(struct str identity);
/* The label without its type prefix (`role/`, `user/`, `s3/`...). */
struct str identity_name(struct str identity);
/* Appends it as it is shown: a role of single sign-on as `sso/PowerUser`, its
 * session as `carol@example.com  sso/PowerUser`, all others as they are; with
 * `account` and its account, where it has one. */
void identity_put(struct str identity, bool account, struct buf *out);
/* What stands behind the label of an identity without account where another
 * of the same label has one; such a text names the former alone. */
#define NO_ACCOUNT STR(" (no account)")
/* True when what a person typed names this identity: the whole, the label,
 * the name, either as shown, a session's last part, root with or without
 * account, a service with or without .amazonaws.com, an ARN or of a user's ARN
 * what follows the account (`role/path/Web`), the number of another account
 * for whoever came from there, `s3://BUCKET/KEY`, the address of a queue.
 * `glob`: `*` and `?` are special. */
bool identity_matches(struct str identity, struct str typed, bool glob);
/* True for just this text: the whole identity, and with `label_too` its label,
 * either also as shown; or behind it NO_ACCOUNT, where it has none. */
bool identity_is(struct str identity, struct str typed, bool label_too);
/* The texts that name an identity: what identity_matches takes but for ARNs,
 * addresses and `root@ACCOUNT`. Their number. Borrowed from it or from `made`,
 * which is the caller's. */
#define IDENTITY_NAMES 10
size_t identity_names(struct str identity, struct str name[IDENTITY_NAMES],
		      struct buf *made);
/* The identity of a resource given as ARN; appends it, or nothing and false
 * when `arn` is none. */
bool identity_from_arn(struct str arn, struct buf *out);

enum user_kind {
	USER_IAM,
	USER_ROLE,
	USER_ROOT,
	USER_ASSUMED_ROOT, /* root of a member account, by AssumeRoot */
	USER_FEDERATED,
	USER_IDENTITY_CENTER,
	USER_DIRECTORY,
	USER_SERVICE,
	USER_ACCOUNT, /* whoever in that account */
	USER_ANONYMOUS,
	USER_OTHER,
};
/* What a user's identity says of its kind; "IAM user", "role", ... */
enum user_kind user_kind(struct str identity);
const char *user_kind_name(enum user_kind kind);
bool role_is_sso(struct str role); /* the name; AWSReservedSSO_... */
/* The 16 digits of such a role, of its identity or a session's; STR_NONE. */
struct str role_digits(struct str identity);
/* `bob@example.com` of the session's identity `NetAdmin/bob@example.com`. */
struct str session_name(struct str session);
bool session_is_instance(struct str session); /* i-0123456789abcdef0 */
/* True when `user=` may ask for the session; false for one whose role is
 * called `role` or `user`, so that it looks like a user. */
bool session_finds(struct str session);
/* True when a session's name is that of a human or an instance, so that it
 * stands in the label (`@` in it, AWSReservedSSO_ role, i-...). */
bool session_speaks(struct str session);

/* `ec2` of `ec2.amazonaws.com`, in every partition; another text as it is. */
struct str part_service(struct str source);
/* True for who is an AWS service as an address, or a tool: its domain, or
 * AWS Internal. */
bool text_is_service(struct str text);
/* The names that a call goes by, all of them beginnings of it: the whole,
 * without `v2` behind a date, without the date. Their number. */
#define CALL_NAMES 3
size_t call_names(struct str call, struct str name[CALL_NAMES]);

/* AWS::EC2::SecurityGroup for `sg-0123 1111...`; "" where unknown. */
const char *resource_type(struct str identity);

/* Appends `bucket/key` of the S3 object that the request names: what stands
 * behind the alias `object`, and what a line on the event shows of it. False,
 * and nothing, where it names none. */
bool record_object(const struct record *record, struct buf *out);

/* The same in a sentence: ` KEY of s3/BUCKET`, with a blank before it. */
bool record_object_told(const struct record *record, struct buf *out);

/* What a resource is to the call that names it. */
enum named_as {
	AS_TARGET,      /* what is acted on, or made */
	AS_SOURCE,      /* what it is made from, or copied from */
	AS_ROLE,        /* what a service may do is this role's */
	AS_PEER,        /* the other side: connected, or let in */
	AS_DESTINATION, /* where something is sent or kept */
	AS_KEY,         /* what encrypts it */
	AS_ISSUED,      /* credentials handed out */
	AS_MESSAGE,     /* the call was refused on it, says the message */
	AS_LISTED,      /* by resources[] alone, which tells no part */
	AS_NAMED,       /* somewhere in the request or the response */
	AS_COUNT
};
/* Calls `tell` for each resource that the record names, as its row has them and
 * in that order, with its parts: bits 1 << enum named_as. The text is borrowed
 * until it returns. Reads the record as if it were the first: for one event
 * that is shown. */
void record_resources(const struct record *record,
		      void (*tell)(void *to, struct str identity,
				   unsigned parts),
		      void *to);
/* Appends the parts in words: "target", "source, destination". */
void parts_put(unsigned parts, struct buf *out);

/* True for 0.0.0.0/0, ::/0 and any prefix shorter than /8. */
bool cidr_is_world(struct str cidr);
/* 1: `address` lies in `network` (a.b.c.d/n, also IPv6; a bare address is
 * itself); 0: it does not; -1: one of them is no address. */
int cidr_holds(struct str network, struct str address);

/* ---- notable calls ---- */

/* What a call is for in an attack, in the order of MITRE ATT&CK; none is 0. */
enum tactic {
	TACTIC_INITIAL_ACCESS = 1,
	TACTIC_EXECUTION,
	TACTIC_PERSISTENCE,
	TACTIC_PRIVILEGE_ESCALATION,
	TACTIC_DEFENSE_EVASION,
	TACTIC_CREDENTIAL_ACCESS,
	TACTIC_DISCOVERY,
	TACTIC_LATERAL_MOVEMENT,
	TACTIC_EXFILTRATION,
	TACTIC_IMPACT,
};
const char *tactic_name(enum tactic tactic); /* "Initial access" ... */

/* What one such call is worth a look, as public rules (Sigma, Elastic,
 * Panther) level it; none is 0. */
enum severity {
	SEVERITY_INFO = 1,
	SEVERITY_LOW,
	SEVERITY_MEDIUM,   /* administrators do it, too */
	SEVERITY_HIGH,     /* a step of most incidents */
	SEVERITY_CRITICAL, /* blinds who watches, or lets strangers in */
};

/* A row claims a call that succeeded or was denied, made by anyone but an AWS
 * service: the denied attempt tells as much. A throttled one came again. */
struct notable {
	struct str name;    /* eventName, globs with `|` between */
	struct str service; /* eventSource without .amazonaws.com */
	struct str when;    /* condition, in words; absent: always */
	struct str test;    /* the same, as tui/meaning/notable.h has it */
	struct str says;    /* the story: a pattern, tui/meaning/story.c */
	const char *why;    /* why an investigator should look */
	const char *source; /* where that is said */
	enum tactic tactic;
	enum severity severity;
	bool any_try;    /* also when it failed otherwise */
	bool by_service; /* also when an AWS service acts */
	bool bound;      /* the story holds only when it is notable */
	bool of_tries;   /* `why` is about trying: it holds of failures too */
	bool frequent;   /* a call of every day: claimed only where `test`,
			    a single place, is in the record's skeleton */
	bool shares;     /* lets in another account or everyone, if `test` is
			    known to hold */
};
/* The first row of the table that claims the event; NULL: not notable. */
const struct notable *record_notable(const struct record *record);

/* Appends one line on what the call does, in the past tense, whatever came of
 * it: "opened tcp/22 to 0.0.0.0/0 on sg-...", or "RunInstances on i-..."
 * where the table has no story. That it failed is for the caller to say. Text
 * from data goes in as it is: it is for grid_put, never for a terminal. */
void record_story(const struct record *record, struct buf *out);

/* What the event is worth that `notable` claims: as the row says, or critical
 * where it is known to let everyone in. */
enum severity record_severity(const struct record *record,
			      const struct notable *notable);

/* Appends why one should look at an event that `notable` claims; it says no
 * more than is known: what would have followed had the call worked, and under
 * which condition where its parameters are not in the record. */
void record_put_why(const struct record *record, const struct notable *notable,
		    struct buf *out);
/* How dangerous it is to have open what the record opens to the world, as
 * Security Hub ranks ports: 3 remote control, or everything; 2 what it lists
 * as high risk; 1 others; 0 the web's, or nothing. */
unsigned record_world_risk(const struct record *record);
/* Appends "2 of 3 failed", or "2 failed, of how many is not recorded", where a
 * request for several things failed for some or all of them, else nothing. */
void record_put_failed(const struct record *record, struct buf *out);
/* Appends which parts of the record AWS left out or cut; nothing where it is
 * whole. */
void record_put_omitted(const struct record *record, struct buf *out);

/* The access key a call handed out (AssumeRole*, GetSessionToken,
 * GetFederationToken, CreateAccessKey), or STR_NONE. */
struct str record_issued_key(const struct record *record, char scratch[80]);

#endif
