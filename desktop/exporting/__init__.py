"""Taking annotations and stories out of the library, and annotations in: what is asked, how far it is, what came."""
