/* What the files of this directory that keep blobs share. */
#ifndef AZ_STORE_BLOB_PRIVATE_H
#define AZ_STORE_BLOB_PRIVATE_H

#include <openssl/evp.h>
#include <sodium.h>

#include "store/blob.h"
#include "store/db.h"

#define AZ_BLOB_WRAPPED (crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES + AZ_BLOB_KEY)

struct az_blob_writer {
	struct az_ctx *ctx;
	const unsigned char *key;
	bool seals;
	unsigned char file_key[AZ_BLOB_KEY];
	EVP_MD_CTX *hash; /* OpenSSL's, which has the processor do it: libsodium took a quarter of an upload for it */
	int64_t id, size, chunk;
	const char *name, *owner;
	unsigned char *plain;  /* AZ_BLOB_CHUNK bytes, `filled` of them waiting */
	unsigned char *sealed; /* NONCE + AZ_BLOB_CHUNK + TAG bytes */
	size_t filled;
};

/* A row of blob_file; az_blob_found_map has its columns by the members' names. */
struct az_blob_found {
	struct az_blob blob;
	struct az_text wrapped_key, about;
};
extern const struct az_row_map az_blob_found_map;

/* Opens what the row of a sealed file says; a file that is none comes back as it is. */
enum az_result az_blob_open_found(struct az_ctx *ctx, const unsigned char key[AZ_BLOB_KEY], struct az_blob_found *found,
				  struct az_blob *out) AZ_CHECKED;

/* A file's own key under another one; AZ_INTERNAL: `key` does not open it. */
void az_blob_wrap(const unsigned char own[AZ_BLOB_KEY], const unsigned char key[AZ_BLOB_KEY],
		  unsigned char wrapped[AZ_BLOB_WRAPPED]);
enum az_result az_blob_unwrap(int64_t id, struct az_text wrapped, const unsigned char key[AZ_BLOB_KEY],
			      unsigned char own[AZ_BLOB_KEY]) AZ_CHECKED;

/* The row `id` is there and the writer has its key: what is written from now on is its content. */
enum az_result az_blob_start(struct az_blob_writer *writer, int64_t id) AZ_CHECKED;

#endif
